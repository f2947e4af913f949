import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as f,b as e,d as n,e as i}from"./chunk-IUFPX3HZ.js";import"./chunk-O6RK4W4R.js";import{a as c}from"./chunk-YCHSEYCQ.js";import{l as r}from"./chunk-SDTXCVGE.js";import"./chunk-7LAAQCVW.js";import"./chunk-QSU3QFB2.js";import{c as m}from"./chunk-EO4V6CHG.js";var a=m(f(),1);function v({contract:p},t){let o=n(p),{topics:l}=c(i(o),o),s=a.default.createColors(e(t.stdout,t.env));return t.stdout.write(`${s.green("\u2713")} ${o} is valid: ${r(l.length,"topic")}
`),0}export{v as validate};
