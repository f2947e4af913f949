import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as u,b as n,d as i,e as a}from"./chunk-RQIIUHBB.js";import"./chunk-2DZMFZKZ.js";import{a as c}from"./chunk-Y7ILB5AD.js";import{l as e}from"./chunk-4FPXSLXJ.js";import"./chunk-RFX7HWHM.js";import{a as r}from"./chunk-HKW2CPO5.js";import{c as d}from"./chunk-EO4V6CHG.js";var p=d(u(),1);function F({contract:s},t){let o=i(s),{topics:m}=c(a(o),o),l=p.default.createColors(n(t.stdout,t.env)),f=r(o);return t.stdout.write(`${l.green("\u2713")} ${f} is valid: ${e(m.length,"topic")}
`),0}export{F as validate};
