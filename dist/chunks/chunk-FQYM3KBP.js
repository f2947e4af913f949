import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{g as e}from"./chunk-IWCSC6A3.js";function t(r){let n=/^\d{1,16}$/.test(r)?Number(r):Number.NaN;if(!Number.isSafeInteger(n))throw e(r);return n}export{t as a};
