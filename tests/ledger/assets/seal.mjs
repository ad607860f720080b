// Seals one offer as a browser would, and writes everything that opens it: sealed.json.
//
//     npm install age-encryption@0.3.1 shamir-secret-sharing@0.0.4
//     node seal.mjs > sealed.json
//
// A seal cannot be made twice alike, so the file is kept and this program with it.
// The identities in it are for this test alone.

import { createHash } from "node:crypto";
import { Encrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { split } from "shamir-secret-sharing";

const threshold = 2;
const label = { process: "ocds-s4k54m-1", round: 1, party: "cv-sinar", part: "price", name: "offer" };
const body = new TextEncoder().encode('{"total":"1234567"}');
const salt = Uint8Array.from({ length: 16 }, (_, i) => i);

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

async function encrypt(bytes, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

const commitment = sha256(join(salt, body));
const fields = { ...label, commitment, salt: hex(salt), v: 1 };
const sorted = Object.fromEntries(Object.keys(fields).sort().map((key) => [key, fields[key]]));
const manifest = new TextEncoder().encode(JSON.stringify(sorted));
const length = new Uint8Array(4);
new DataView(length.buffer).setUint32(0, manifest.length);

const identity = await generateIdentity();
const recipient = await identityToRecipient(identity);
const ciphertext = await encrypt(join(length, manifest, body), recipient);

const trustees = {};
for (const code of ["apip", "kadin", "unja"]) trustees[code] = await generateIdentity();
const secrets = await split(new TextEncoder().encode(identity), Object.keys(trustees).length, threshold);
const shares = [];
for (const [i, code] of Object.keys(trustees).entries()) {
  const box = await encrypt(secrets[i], await identityToRecipient(trustees[code]));
  shares.push({ trustee: code, sha256: sha256(secrets[i]), box: base64(box) });
}

const sealed = {
  label, threshold, recipient, sha256: sha256(ciphertext), size: ciphertext.length,
  commitment, shares, ciphertext: base64(ciphertext), trustees,
};
console.log(JSON.stringify(sealed, null, 1));
