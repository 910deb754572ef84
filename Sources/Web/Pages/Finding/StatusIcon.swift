import Credit
import Markup

/// A tick for granted, a call mark for review, a bar for refused: told apart without colour.
func icon(_ status: Status) -> some HTML {
    switch status {
    case .granted:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M5.8 10.4l2.9 2.9 5.6-6"></path></svg>
            """
        )
    case .referred:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M10 5v6M10 14v.6"></path></svg>
            """
        )
    case .refused:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M5.8 10h8.4"></path></svg>
            """
        )
    }
}
