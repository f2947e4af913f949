import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a}from"./chunk-YCHSEYCQ.js";import"./chunk-SDTXCVGE.js";import"./chunk-7LAAQCVW.js";import"./chunk-QSU3QFB2.js";import"./chunk-EO4V6CHG.js";export{a as parseContract};
