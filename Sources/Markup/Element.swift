/// An element with its attributes and content, as `<p class="note">…</p>`.
public struct Element<Content: HTML>: HTML {
    private let name: StaticString
    private let attributes: [Attribute]
    private let content: Content

    /// Makes an element around content.
    public init(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> Content) {
        self.name = name
        self.attributes = attributes
        self.content = content()
    }

    /// Writes start tag, content and end tag.
    public func write(to page: inout Page) {
        page.append(markup: "<")
        page.append(markup: name)
        for attribute in attributes { attribute.write(to: &page) }
        page.append(markup: ">")
        content.write(to: &page)
        page.append(markup: "</")
        page.append(markup: name)
        page.append(markup: ">")
    }
}

extension Element where Content == Group<> {
    /// Makes an element without content, which still has an end tag, as `<circle r="4"></circle>`.
    public init(_ name: StaticString, _ attributes: Attribute...) {
        self.name = name
        self.attributes = attributes
        self.content = Group()
    }
}

/// An element that has neither content nor end tag, as `<input>`.
public struct VoidElement: HTML, Sendable {
    private let name: StaticString
    private let attributes: [Attribute]

    /// Makes an element.
    public init(_ name: StaticString, _ attributes: Attribute...) {
        self.name = name
        self.attributes = attributes
    }

    /// Writes the tag.
    public func write(to page: inout Page) {
        page.append(markup: "<")
        page.append(markup: name)
        for attribute in attributes { attribute.write(to: &page) }
        page.append(markup: ">")
    }
}

/// A whole page: its type, its language, its head and its body.
public struct Document<Head: HTML, Body: HTML>: HTML {
    private let language: String
    private let head: Head
    private let content: Body

    /// Makes a page in a language, as `fr`.
    public init(language: String, @HTMLBuilder head: () -> Head, @HTMLBuilder body: () -> Body) {
        self.language = language
        self.head = head()
        self.content = body()
    }

    /// Writes the page.
    public func write(to page: inout Page) {
        page.append(markup: "<!doctype html>\n")
        Element("html", Attribute("lang", language)) {
            Element("head") { head }
            Element("body") { content }
        }
        .write(to: &page)
    }
}
