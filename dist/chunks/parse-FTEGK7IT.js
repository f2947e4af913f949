import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a}from"./chunk-Y7ILB5AD.js";import"./chunk-4FPXSLXJ.js";import"./chunk-RFX7HWHM.js";import"./chunk-HKW2CPO5.js";import"./chunk-EO4V6CHG.js";export{a as parseContract};
