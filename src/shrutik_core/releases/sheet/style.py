"""How a datasheet looks: light or dark as its reader likes it, on a phone, a desk and paper."""

STYLE = """
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1d2327;--soft:#5d676e;--line:#e3e0d8;--track:#efece4;
--bar:#0f766e;--faint:#b9b3a4;--area:#0f766e22;--warn:#92400e;--warn-paper:#fef6e7;--warn-line:#f2d9a8}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1b1f23;--ink:#e7e9ea;--soft:#9aa4ab;--line:#2c3238;
--track:#262b30;--bar:#2dd4bf;--faint:#59626a;--area:#2dd4bf22;--warn:#fbbf24;--warn-paper:#2a2314;--warn-line:#54431c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans",
"Noto Sans Bengali",sans-serif;overflow-wrap:anywhere}
main{max-width:64rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}
h1{font-size:clamp(1.9rem,6vw,2.9rem);line-height:1.1;letter-spacing:-.02em;margin:0 0 .4rem}
h2{font-size:1.35rem;letter-spacing:-.01em;margin:3.2rem 0 1rem;padding-top:1.1rem;border-top:1px solid var(--line)}
h3{font-size:.95rem;margin:0 0 .6rem;font-weight:600}
h3 small{color:var(--soft);font-weight:400;font-size:.85rem}
p{margin:.7rem 0;max-width:46rem}
.lead{color:var(--soft);margin:0 0 1.6rem}
nav{display:flex;flex-wrap:wrap;gap:.4rem;margin:1.6rem 0 0}
nav a{color:var(--soft);text-decoration:none;border:1px solid var(--line);border-radius:99px;padding:.15rem .75rem;
font-size:.85rem;background:var(--card)}
nav a:hover,nav a:focus-visible{color:var(--ink);border-color:var(--bar)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.2rem 0;padding:0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.9rem 1rem}
.figures dt{color:var(--soft);font-size:.82rem;line-height:1.35}
.figures dd{margin:0;font-size:1.55rem;font-weight:650;line-height:1.2;letter-spacing:-.01em;
font-variant-numeric:tabular-nums}
.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.beside>*{margin:0!important;min-width:0}
.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,23rem),1fr));gap:.9rem;margin:1.1rem 0}
figure,.table{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.1rem;margin:0}
.table{margin:1.1rem 0;padding-bottom:.5rem}
.scroll{overflow-x:auto;margin:0 -1.1rem;padding:0 1.1rem}
svg{display:block;overflow:visible}
svg text{fill:var(--ink);font-size:13px;font-variant-numeric:tabular-nums}
svg .value,svg .tick{fill:var(--soft);font-size:12px}
.bar{fill:var(--bar)}.bar:hover{opacity:.75}.faint{fill:var(--faint)}.track{fill:var(--track)}
.axis{stroke:var(--line)}.curve{fill:none;stroke:var(--bar);stroke-width:2}.area{fill:var(--area)}
.even{stroke:var(--faint);stroke-dasharray:4 4}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{overflow-wrap:break-word;padding:.4rem .45rem;text-align:right;
border-top:1px solid var(--line);vertical-align:top}
thead th{border-top:0;color:var(--soft);font-weight:500;font-size:.82rem;white-space:nowrap}
td{white-space:nowrap}
th:first-child,td:first-child{text-align:left;padding-left:0;white-space:normal;min-width:5.5rem}
th:last-child,td:last-child{padding-right:0}
.wide td{white-space:normal}
ul{padding-left:1.2rem;max-width:46rem}
.warn{list-style:none;background:var(--warn-paper);border:1px solid var(--warn-line);border-radius:.75rem;
padding:.8rem 1.1rem;margin:0;max-width:none}
.warn li{padding:.28rem 0 .28rem 1.5rem;position:relative}
.warn li::before{content:"!";position:absolute;left:.2rem;color:var(--warn);font-weight:700}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem;padding:0 0 .5rem;margin:0;max-width:none}
.counts li{background:var(--track);border-radius:.4rem;padding:.1rem .5rem}
.counts small{color:var(--soft);font-variant-numeric:tabular-nums;font-size:.75rem}
details{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.7rem 1.1rem;margin:.6rem 0}
summary{cursor:pointer;font-weight:600}
details div{white-space:pre-wrap;font-size:.88rem;color:var(--soft);max-height:24rem;overflow:auto;margin-top:.6rem}
footer{margin-top:4rem;color:var(--soft);font-size:.85rem}
@media (max-width:30rem){table{font-size:.8rem}
th,td{padding:.4rem .28rem}th:first-child,td:first-child{min-width:4.5rem}}
@media print{body{background:#fff}nav{display:none}figure,.table,details{break-inside:avoid}
details div{max-height:none}}
"""
"""One sheet for the whole page."""
