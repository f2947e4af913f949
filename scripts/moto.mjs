// Finds moto, a server that imitates AWS, for the tests of AWS Secrets Manager.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { once } from "./workflow-tools.mjs";

/** moto and the pinned packages that its server needs for Secrets Manager and IAM. */
const PACKAGES = [
  "moto==5.2.5",
  "blinker==1.9.0",
  "boto3==1.44.5",
  "botocore==1.44.5",
  "certifi==2026.10.18",
  "cffi==2.1.1",
  "charset-normalizer==3.5.2",
  "click==8.5.1",
  "cryptography==50.0.2",
  "flask==3.1.3",
  "flask-cors==6.0.5",
  "idna==3.20",
  "itsdangerous==2.2.0",
  "jinja2==3.1.6",
  "jmespath==1.1.0",
  "markupsafe==3.0.4",
  "pycparser==3.12",
  "python-dateutil==2.9.0.post0",
  "python-dotenv==1.2.4",
  "requests==2.34.2",
  "responses==0.26.3",
  "s3transfer==0.19.3",
  "six==1.17.0",
  "urllib3==2.8.0",
  "werkzeug==3.1.9",
  "xmltodict==1.0.4",
];

/**
 * The folder with the Python packages: moto, and python-dotenv, with which the original recommender
 * reads .env. pip downloads them once into a cache; nothing is installed. Undefined if that fails,
 * except on Linux in CI, where it throws.
 */
export async function findMoto() {
  if (process.platform === "win32") return undefined;
  try {
    return await once(PACKAGES[0].replace("==", "-"), pipInstall);
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error("no moto: Python 3.10 with pip and network are needed", { cause });
  }
}

function pipInstall(folder) {
  const options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--target", folder];
  return promisify(execFile)("python3", ["-m", "pip", "install", ...options, ...PACKAGES]);
}
