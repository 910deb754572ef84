import Markup

/// The reports' own style sheet: a file has no other to lean on.
let reportStyle = Verbatim(
    """
    <style>
    :root { color-scheme: light dark; --paper: #f6f6f3; --card: #fff; --ink: #1b2430; --soft: #566170; --line: #dcdfe3;
      --bar: #9db4d6; --accent: #1f5fbf; --over: #a83a22; --under: #0b756a; --unknown: #c3c8ce; }
    @media (prefers-color-scheme: dark) { :root { --paper: #12161b; --card: #1a2027; --ink: #e9ecef; --soft: #a7b1bd;
      --line: #303944; --bar: #48658f; --accent: #8cb9f6; --over: #f49d84; --under: #62cbb9; --unknown: #4d5762; } }
    *, ::before, ::after { box-sizing: border-box; }
    html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    body { margin: 0; background: var(--paper); color: var(--ink); font-variant-numeric: tabular-nums;
      overflow-wrap: break-word; }
    main { max-width: 72rem; margin: 0 auto; padding: 40px clamp(16px, 4vw, 32px) 64px; }
    h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
    h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 1.953rem; letter-spacing: -.01em; }
    h2 { font-size: 1.563rem; letter-spacing: -.01em; }
    h3 { font-size: 1.0625rem; }
    p, li { max-width: 72ch; text-wrap: pretty; }
    a { color: var(--accent); text-underline-offset: .2em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
    .lead { color: var(--soft); margin-top: 6px; }
    .notice { margin-top: 16px; padding: 12px 16px; border-left: 4px solid var(--accent); background: var(--card); }
    section { margin-top: 56px; }
    section > * + * { margin-top: 20px; }
    nav ol { columns: 2 20rem; margin-top: 8px; padding-left: 1.4em; }
    nav { margin-top: 24px; }
    .tiles { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
    .tiles div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px; }
    .tiles dt { color: var(--soft); font-size: .875rem; }
    .tiles dd { font-size: 1.563rem; font-weight: 650; line-height: 1.3; }
    .tiles dd + dd { font-size: .875rem; font-weight: 400; color: var(--soft); }
    .grid { display: grid; gap: 20px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr)); }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 24px; }
    .card > * + * { margin-top: 12px; }
    figcaption p { margin-top: 4px; color: var(--soft); font-size: .9375rem; }
    .drawing { display: block; overflow: visible; }
    .drawing text { fill: var(--ink); font-size: 13px; }
    .drawing .head { fill: var(--soft); font-size: 12px; }
    .length { fill: var(--bar); } .length.unknown { fill: var(--unknown); }
    .zero { stroke: var(--line); } .overall { stroke: var(--soft); stroke-dasharray: 4 3; }
    .rate, .interval { fill: var(--soft); } .over { fill: var(--over); } .under { fill: var(--under); }
    summary { cursor: pointer; color: var(--accent); padding-block: 4px; }
    .card summary { font-size: .875rem; }
    .scroll { overflow-x: auto; }
    .wide .drawing { min-width: 48rem; }
    tbody th { min-width: 16rem; }
    td { overflow-wrap: anywhere; }
    td:nth-child(2):not(.number) { min-width: 13rem; }
    td:nth-child(3):not(.number) { min-width: 7rem; }
    td:last-child:not(.number) { min-width: 24rem; }
    table { width: 100%; border-collapse: collapse; font-size: .875rem; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400;
      vertical-align: baseline; }
    thead th { color: var(--soft); }
    .number { text-align: right; }
    .number:last-child { padding-right: 0; }
    td.number { white-space: nowrap; }
    .entry + .entry { border-top: 1px solid var(--line); }
    .entry { padding-block: 6px; }
    .entry > p { font-size: .9375rem; color: var(--soft); margin: 4px 0 8px; }
    @media (forced-colors: active) { .length, .rate, .interval { fill: CanvasText; } }
    @media print {
      :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; --bar: #9db4d6;
        --over: #a83a22; --under: #0b756a; --unknown: #c3c8ce; }
      @page { margin: 14mm 12mm; }
      * { print-color-adjust: exact; }
      html { font-size: 75%; }
      main { padding: 0; max-width: none; }
      section { margin-top: 24px; }
      .grid { grid-template-columns: 1fr 1fr; gap: 12px; }
      .card { padding: 12px; }
      .card, .tiles div, tr, .entry { break-inside: avoid; }
      h2, h3, .lead { break-after: avoid; }
      details:not([open]) { display: none; }
      .scroll { overflow: visible; }
      .wide .drawing { min-width: 0; }
      tbody th, td:nth-child(2):not(.number), td:last-child:not(.number) { min-width: 9rem; }
      td:nth-child(3):not(.number) { min-width: 6rem; }
      .drawing text { font-size: 10px; } .drawing .head { font-size: 9px; }
    }
    </style>
    """
)
