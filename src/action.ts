import { runAction } from "./action/run-action.ts";

runAction(process.env).then((code) => {
  process.exitCode = code;
});
