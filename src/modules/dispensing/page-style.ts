import { createHash } from 'node:crypto';

/** The one style of the public page: a phone first, both colour schemes, contrast of at least 4.5. */
export const style = `:root{color-scheme:light dark;--ink:#16202a;--quiet:#4a5866;--ground:#f4f6f8;--card:#fff;--line:#c9d1d9;--good:#0b6b3a;--goodground:#e3f4ea;--bad:#9b1c1c;--badground:#fbe6e6;--warn:#7a4b00;--warnground:#fdf1d8;--act:#0b5394}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--quiet:#b3bec9;--ground:#11161b;--card:#1b232b;--line:#465361;--good:#7fe0a8;--goodground:#12301f;--bad:#ff9d9d;--badground:#3a1616;--warn:#ffd079;--warnground:#35270a;--act:#8cc4ff}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}main{max-width:40rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;flex-wrap:wrap}h1{font-size:1.15rem;margin:.25rem 0}h2{font-size:1.05rem;margin:0 0 .5rem}h3{font-size:1rem;margin:0 0 .25rem}
a{color:var(--act);display:inline-block;padding:.5rem 0}section,.state{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:1rem 0}
.state{border-width:2px}.state strong{display:block;font-size:1.3rem;line-height:1.3}.good{border-color:var(--good);background:var(--goodground)}.good strong{color:var(--good)}.bad{border-color:var(--bad);background:var(--badground)}.bad strong{color:var(--bad)}.warn{border-color:var(--warn);background:var(--warnground)}.warn strong{color:var(--warn)}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.15rem .75rem;margin:0}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.line{border-top:1px solid var(--line);padding:.75rem 0}.line:first-of-type{border-top:0;padding-top:0}.left{font-weight:700}.quiet{color:var(--quiet);font-size:.9rem}ul{margin:.25rem 0;padding-left:1.2rem}
label{display:block;font-weight:600;margin:.75rem 0 .2rem}input,select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--quiet);border-radius:.4rem;padding:.6rem;min-height:2.75rem}
input[type=checkbox],input[type=radio]{width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0}.tick{display:flex;gap:.6rem;align-items:center;font-weight:400;min-height:2.75rem}.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 .75rem}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:1rem 0;padding:.5rem .9rem .9rem}legend{font-weight:700;padding:0 .3rem}button{font:inherit;font-weight:700;width:100%;min-height:3rem;margin-top:1rem;border:0;border-radius:.5rem;background:#0b5394;color:#fff;cursor:pointer}
.fault{color:var(--bad);font-size:.9rem;margin:.2rem 0 0}.code{font:700 1.5rem/1.4 ui-monospace,monospace;letter-spacing:.1em;overflow-wrap:anywhere}:focus-visible{outline:3px solid var(--act);outline-offset:2px}summary{cursor:pointer;font-weight:700;padding:.6rem 0;min-height:2.75rem}
@media(min-width:34rem){.who{display:grid;grid-template-columns:1fr 1fr;gap:0 .75rem}}`;

/** Nothing but this very style runs or loads on the page. */
export const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
