import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a}from"./chunk-EBIY3KN4.js";import"./chunk-HWIHE5MI.js";import"./chunk-7LAAQCVW.js";import"./chunk-CF7YWHID.js";import"./chunk-EO4V6CHG.js";export{a as parseContract};
