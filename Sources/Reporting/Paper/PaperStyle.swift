import Markup

/// The style sheet of documents: type and rules first, made for paper and fit for a screen.
let paperStyle = Verbatim(
    """
    <style>
    :root { --ink: #1b2430; --soft: #566170; --line: #d5dae0; --pale: #f1f4f8; --accent: #1f5fbf; --warning: #a83a22;
      --sans: Inter, "Noto Sans", "Segoe UI", system-ui, "DejaVu Sans", sans-serif; }
    *, ::before, ::after { box-sizing: border-box; }
    @page { size: A4; margin: 15mm 17mm 14mm; }
    html { font: 400 8.6pt/1.42 var(--sans); color: var(--ink); font-feature-settings: "tnum", "ss01", "cv11";
      print-color-adjust: exact; hyphens: auto; }
    body { margin: 0; }
    h1, h2, h3, p, ul, ol, dl, dd, figure, table { margin: 0; padding: 0; }
    h1, h2, h3 { line-height: 1.18; text-wrap: balance; hyphens: none; letter-spacing: -.012em; font-weight: 650; }
    h1 { font-size: 20pt; letter-spacing: -.022em; max-width: 30em; }
    h2 { font-size: 14pt; }
    h3 { font-size: 9.6pt; letter-spacing: -.005em; margin-bottom: 1.2mm; break-after: avoid; }
    p, li { text-wrap: pretty; orphans: 2; widows: 2; }
    a { color: var(--accent); }
    .kicker { font-size: 7.2pt; letter-spacing: .09em; text-transform: uppercase; color: var(--accent); font-weight: 600;
      margin-bottom: 1.6mm; }
    .lead { font-size: 10pt; line-height: 1.42; color: var(--soft); margin-top: 2mm; }
    .name { hyphens: none; }
    data { white-space: nowrap; }
    .part { break-before: page; }
    .part:first-of-type { break-before: auto; }
    .part > header { border-top: 1.6pt solid var(--ink); padding-top: 2.4mm; margin-bottom: 3.6mm; }
    .opening { margin-bottom: 5mm; }
    .block { margin-bottom: 3.6mm; }
    .block > p { break-after: avoid; } .block > p:last-child { break-after: auto; }
    .block > p + p, .block > p + ul, .block > * + figure, .block > figure + *, .block > table + *, .block > p + table { margin-top: 1.6mm; }
    .columns { margin-top: 2.4mm; display: grid; grid-template-columns: 1fr 1fr; gap: 0 7mm; }
    .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0 5mm; margin-top: 4mm; }
    .tiles div { border-top: .8pt solid var(--line); padding-top: 1.4mm; }
    .tiles dt { font-size: 7.4pt; color: var(--soft); }
    .tiles dd { font-size: 15pt; font-weight: 650; letter-spacing: -.02em; line-height: 1.2; }
    .tiles dd + dd { font-size: 7.2pt; font-weight: 400; letter-spacing: 0; color: var(--soft); }
    figure { break-inside: avoid; }
    figcaption { font-weight: 600; font-size: 8.6pt; line-height: 1.25; margin-bottom: .8mm; text-wrap: balance; }
    .plot { display: block; width: 100%; height: auto; }
    table { width: 100%; border-collapse: collapse; font-size: 7.5pt; line-height: 1.3; break-inside: avoid; }
    caption { text-align: left; font-weight: 600; font-size: 8.6pt; padding-bottom: 1mm; }
    th, td { text-align: left; font-weight: 400; padding: .75mm 2.4mm .75mm 0; vertical-align: baseline;
      border-bottom: .4pt solid var(--line); }
    thead th { color: var(--soft); border-bottom: .8pt solid var(--ink); vertical-align: bottom; }
    .number { text-align: right; } td.number { white-space: nowrap; }
    thead th:first-child { min-width: 30mm; }
    th:last-child, td:last-child { padding-right: 0; }
    tr.chosen > * { font-weight: 650; background: var(--pale); }
    ul { padding-left: 3.6mm; } li + li { margin-top: .9mm; }
    li::marker { color: var(--accent); }
    .formula { font-size: 9pt; background: var(--pale); padding: 1.8mm 3mm; border-left: 2pt solid var(--accent); margin: 1.6mm 0; }
    .remark { color: var(--soft); font-size: 7.4pt; }
    .missing, .synthetic { border-left: 2pt solid var(--warning); padding: 1.4mm 3mm; background: #fbf1ee; }
    .synthetic { font-weight: 600; color: var(--warning); margin-bottom: 4mm; }
    @media screen {
      html { font-size: 11pt; background: #e9ecf0; }
      main { max-width: 60rem; margin: 0 auto; padding: 3rem 3.4rem; background: #fff; }
      .part { margin-top: 3rem; }
    }
    </style>
    """
)

/// What the foot of every page says of made-up clients and where the reader is; style sheets take no values, so each is typed.
enum PageMarks {
    static func of(isSynthetic: Bool, isFrench: Bool) -> Verbatim {
        switch (isSynthetic, isFrench) {
        case (true, true):
            Verbatim(
                """
                <style>@page { @bottom-left { content: "DONNÉES SYNTHÉTIQUES : ces chiffres ne disent rien d’un vrai prêteur";
                  font: 600 7pt Inter, "Noto Sans", "DejaVu Sans", sans-serif; color: #a83a22; }
                  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt Inter, "Noto Sans", "DejaVu Sans", sans-serif;
                  color: #566170; } }</style>
                """)
        case (true, false):
            Verbatim(
                """
                <style>@page { @bottom-left { content: "SYNTHETIC DATA: these figures say nothing of a real lender";
                  font: 600 7pt Inter, "Noto Sans", "DejaVu Sans", sans-serif; color: #a83a22; }
                  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt Inter, "Noto Sans", "DejaVu Sans", sans-serif;
                  color: #566170; } }</style>
                """)
        case (false, _):
            Verbatim(
                """
                <style>@page { @bottom-right { content: counter(page) " / " counter(pages);
                  font: 7pt Inter, "Noto Sans", "DejaVu Sans", sans-serif; color: #566170; } }</style>
                """)
        }
    }
}
