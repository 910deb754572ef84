import Markup

/// What the drift report adds to the reports' style sheet.
let driftStyle = Verbatim(
    """
    <style>
    .cards { list-style: none; display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
    .cards li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px;
      max-width: none; min-width: 0; }
    .cards .moved { border-top: 4px solid var(--accent); }
    .cards code, .name { font-size: .8125rem; font-weight: 400; color: var(--soft); overflow-wrap: anywhere; }
    .cards p { font-size: .9375rem; color: var(--soft); margin-top: 4px; }
    .cards caption { position: static; width: auto; height: auto; clip-path: none; text-align: left;
      font-size: .9375rem; color: var(--soft); padding: 4px 0 8px; }
    .cards table tr > :nth-child(n) { min-width: 0; padding: 4px 0 6px 8px; }
    .cards table tr > :nth-child(1) { padding-left: 0; }
    .cards tr:first-child th { color: var(--soft); }
    .cards tr > :nth-child(n + 2) { width: 22%; text-align: right; }
    .cards td { background: linear-gradient(90deg, var(--b) calc(var(--s) * 1%), #0000 0) 8px 100% / calc(100% - 8px) 4px no-repeat;
      --b: var(--bar); }
    .cards td:last-child { --b: var(--accent); }
    .verdict { font-size: 1.25rem; font-weight: 650; margin-top: 16px; }
    .plain { padding-left: 1.2em; }
    .plain li + li { margin-top: 6px; }
    .ranking tbody tr > :nth-child(n) { min-width: 5rem; }
    .ranking tbody tr > :nth-child(1) { min-width: 13rem; }
    .ranking tbody tr > :nth-child(2) { min-width: 16rem; }
    .ranking .name { display: block; }
    @media print { .cards { grid-template-columns: 1fr 1fr; } .cards li { break-inside: avoid; } }
    </style>
    """
)
