/**
 * Calm and dense: only the verdict has colour. Every pair of colours has the contrast of WCAG AA.
 * Printouts are always light.
 */
export const STYLE = `
:root{color-scheme:light dark;
--paper:#fff;--canvas:#f6f7f9;--ink:#1c2128;--soft:#57606a;--line:#d5dae0;--link:#0757b5;
--fail:#a3201a;--fail-paper:#fdeceb;--warn:#744800;--warn-paper:#fdf3d7;--pass:#0f5f2a;--pass-paper:#e6f5ea;
--bar:#5b7fa8;--over:#c0392b;--gap:#dbe4ef}
@media screen and (prefers-color-scheme:dark){:root{
--paper:#171b21;--canvas:#0f1216;--ink:#e4e8ed;--soft:#a0a9b4;--line:#343b44;--link:#7db4ff;
--fail:#ff9a92;--fail-paper:#3d1715;--warn:#f0c25a;--warn-paper:#392b08;--pass:#7ddc97;--pass-paper:#12301c;
--bar:#6f9bcb;--over:#ff7466;--gap:#253243}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:66rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem;padding-bottom:.25rem}
header p{margin:0;color:var(--soft)}
h1{margin:0;font-size:1.9rem;line-height:1.25;letter-spacing:-.01em}
header.fail h1{color:var(--fail)}header.warn h1{color:var(--warn)}header.pass h1{color:var(--pass)}
h2{margin:0;font-size:1.25rem;line-height:1.4}
h3{margin:1.6rem 0 .4rem;font-size:1rem;line-height:1.4}
p,ul{margin:.4rem 0}ul{padding-left:1.25rem}
a{color:var(--link)}a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
small{font-size:.85em}.muted,small,figcaption,caption,.facts,.note,footer{color:var(--soft)}
nav,.topic{margin:1rem 0;padding:1rem 1.25rem 1.25rem;background:var(--paper);border:1px solid var(--line);border-radius:6px}
.topic{border-top-width:3px}.topic.fail{border-top-color:var(--over)}.topic.warn{border-top-color:var(--warn)}.topic.pass{border-top-color:var(--pass)}
.badge{display:inline-block;padding:0 .5em;border-radius:4px;font-size:.85rem;font-weight:600;line-height:1.6;white-space:nowrap;color:var(--soft);border:1px solid currentcolor}
h2 .badge{margin-right:.35em;vertical-align:.1em}
.badge.fail{color:var(--fail);background:var(--fail-paper)}.badge.warn{color:var(--warn);background:var(--warn-paper)}.badge.pass{color:var(--pass);background:var(--pass-paper)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1px;margin:1rem 0 0;background:var(--line);border:1px solid var(--line)}
.tiles div{padding:.5rem .75rem;background:var(--paper)}
dt{font-size:.85rem;color:var(--soft)}dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
dd small{display:block;font-size:.8rem;font-weight:400}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{padding:.15rem 0 .3rem;text-align:left}caption span,.why span{position:sticky;left:0;display:inline-block;max-width:calc(100vw - 4rem)}
th,td{padding:.3rem .9rem .3rem 0;text-align:left;vertical-align:baseline;border-top:1px solid var(--line);overflow-wrap:normal}
th:last-child,td:last-child{padding-right:0}
th{font-weight:400}thead th{font-size:.85rem;color:var(--soft);vertical-align:bottom}
tbody th{overflow-wrap:anywhere;min-width:9rem}
.n{text-align:right}td.n{white-space:nowrap}tbody th.n{min-width:0}
.why td{padding-top:0;border-top:0;color:var(--soft);overflow-wrap:anywhere}
.spread{display:inline-block;min-width:12rem;vertical-align:top}
.group th{padding-top:.8rem;font-weight:600}
.advice li{margin:.35rem 0}
.rules{padding:0;list-style:none}.rules li{margin:.3rem 0}
.charts{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,3fr);gap:0 2.5rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:0 2.5rem;align-items:start}
figure{margin:0;min-width:0}figcaption{font-size:.9rem}
.chart{display:block;width:100%;height:16rem;padding:1rem 1.25rem 2rem 3rem;overflow:visible}
.chart text{font-size:12px;fill:var(--soft)}
.up{text-anchor:end}.across{text-anchor:middle}
.chart svg{overflow:visible}
.grid{stroke:var(--line)}
.chart rect,.area{fill:var(--bar)}.chart .over{fill:var(--over)}
.area{stroke:none}
.chart path{vector-effect:non-scaling-stroke}
.was{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:3 2}
.tick{fill:none;stroke:var(--ink);stroke-width:1.5}
.bound{fill:none;stroke:var(--fail);stroke-width:1.5;stroke-dasharray:6 3}
line.limit{stroke:var(--fail);stroke-width:1.5;stroke-dasharray:6 3}
.chart text.limit{fill:var(--fail);font-weight:600;text-anchor:end;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.gap{fill:var(--gap)}.even{stroke:var(--soft)}.curve{fill:none;stroke:var(--bar);stroke-width:2.5}
.bar{width:6rem;height:.6em;background:var(--canvas)}.share{display:inline-block;min-width:4.2em}.bar rect{fill:var(--bar)}
details{margin:.6rem 0}summary{cursor:pointer;color:var(--link)}
footer{padding-bottom:2rem;font-size:.85rem}
@media (max-width:48rem){.charts{grid-template-columns:minmax(0,1fr)}}
@media (max-width:34rem){header,main,footer{padding-left:.75rem;padding-right:.75rem}nav,.topic{padding:.6rem}h1{font-size:1.5rem}.bar{display:none}.tiles{grid-template-columns:1fr 1fr}table{font-size:.8rem}th,td{padding-right:.4rem}tbody th{position:sticky;left:0;min-width:4.6rem;background:var(--paper)}.badge{padding:0 .35em;font-size:.8rem}dd small{line-height:1.3}}
@media print{:root{color-scheme:light}body{background:#fff;font-size:10pt}header,main,footer{max-width:none;padding:0}nav,.topic{border:0;border-top:2px solid var(--ink);border-radius:0;padding:.5rem 0}
.scroll{overflow:visible}figure,tr,.tiles{break-inside:avoid}h2,h3,caption{break-after:avoid}details::details-content{content-visibility:visible;display:block}summary{color:inherit;list-style:none}.badge,.chart,.bar{print-color-adjust:exact}}
`;
