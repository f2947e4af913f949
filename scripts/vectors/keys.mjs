// The keys of fixtures/vectors/keys.json: {hex, class}, or {repeat_hex, times, class} for long
// ones. Always the same.

const MASK = 0xffffffff;

// mulberry32
function generator(seed) {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) & MASK;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const PRINTABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/';

const UTF8 = [
  ...['é', 'ñandú', 'Zürich', 'naïve', 'ß', 'İstanbul', 'Straße', 'œuvre', 'Łódź', 'Ελληνικά', 'Привет', 'Київ'],
  ...['مرحبا', 'שלום', 'नमस्ते', 'สวัสดี', 'ქართული', 'አማርኛ', '日本語', '東京都', '北京', '한국어', '用户-42', '１２３'],
  ...['😀', 'a😀', 'ab😀', 'abc😀', '👩‍👩‍👧‍👦', '🇩🇪', '👍🏽', '𝒳', 'ﬁsh', '€uro', '¡hola!'],
  ...['key\u00a0nbsp', 'zero\u200bwidth'],
  ...['\u0080', '\u07ff', '\u0800', '\u2028', '\uffff', '\u{10000}', '\u{10ffff}', 'x\u0301\u0302\u0303'],
];

// Both forms are stored; they are different keys.
const COMPOSED = ['café', 'Ångström', 'Zoë', 'Việt Nam', '한글', 'が', 'ñ'];

const NUMBERS = [
  ...['0', '1', '-1', '7', '42', '100', '255', '256', '999', '1000', '65535', '65536', '123456789', '007'],
  ...['2147483647', '2147483648', '-2147483648', '4294967295', '4294967296', '9007199254740993'],
  ...['9223372036854775807', '-9223372036854775808', '1.5', '1e10', 'NaN'],
];

const UUIDS = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '123e4567-e89b-12d3-a456-426614174000',
  '123E4567-E89B-12D3-A456-426614174000',
  '123e4567e89b12d3a456426614174000',
  '{123e4567-e89b-12d3-a456-426614174000}',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  '018f3a5c-7b2d-7c11-9a4e-5d6f70819203',
];

const COMPOSITES = [
  ...['TENANT_A:user1', 'TENANT_A:user123', 'TENANT_B:user1', 'tenant_a:user1', 'TENANT_A::user1'],
  ...['TENANT_A:', ':user1'],
  ...['TENANT_A|user1', 'TENANT_A/user1', 'TENANT_A#user1', 'TENANT_A-user1', 'TENANT_A:user1:v2', 'shop-1:sku-919'],
];

const EVERYDAY = [
  ...['user-0', 'user-1', 'user-2', 'user-10', 'user-99', 'user-12345', 'hot-key', 'cold-key-0', 'key-0', 'key-1'],
  ...['user1@example.com', '10.0.1.3', 'ORD-2026-000001', '2026-01-31T23:59:59.999Z', 'https://example.com/a?b=c&d=e'],
  ...['DE89370400440532013000', '00:1A:2B:3C:4D:5E', '/var/log/app.log', 'EURUSD', '{"k":"id"}', 'null', 'true'],
];

const BLANKS = [' ', '  ', '\t', ' id', 'id ', 'id  ', ' id ', '\tid', 'id\t', 'id\u3000', '\u00a0id', 'a b'];

const CONTROLS = [
  ...['\0', '\0\0', '\0id', 'id\0', 'a\0b', '\r', '\n', 'id\r', 'id\n', 'id\r\n', '\rid', 'a\rb'],
  ...['id\u001f', 'id\u007f'],
  ...['a,b', '"id"', '"id', "''", '\\', 'id\\n', 'a,b\nid'],
];

const BOMS = ['efbbbf', 'efbbbf6964', 'efbbbf757365722d31', 'feff00690064', 'fffe69006400'];

const INTS = [0, 1, -1, 42, 127, 128, -129, 255, 65535, 123456789, 2147483647, -2147483648];
const LONGS = [...INTS, 4294967296, Number.MAX_SAFE_INTEGER, 1700000000000].map(BigInt);
LONGS.push(9223372036854775807n, -9223372036854775808n);

const BLOCK = 'd21b9e04f7308c5ae16f7ab3cc01ff92';
const LONG = [
  ...[['6162', 512], ['61', 1023], ['ff', 1024], ['80', 1025], [BLOCK, 64], ['efbbbf', 341]], // 1 KiB
  ...[['6162', 2048], ['c3a9', 2048], ['e697a5', 1365], ['ff', 4097], ['00', 4096], [BLOCK, 256]], // 4 KiB
  ...[['6162', 32768], ['ff', 65535], ['80', 65537], ['f09f9880', 16384], [BLOCK, 4096]], // 64 KiB
];

// Keys whose whole hash has an edge value (unsigned, before any sign handling). Found by search, so
// they are data here.
const EDGES = [
  ['edge-murmur2-0x00000000', '6f726465722d6b3a7152623649687372'],
  ['edge-murmur2-0x00000000', 'e3871844'],
  ['edge-murmur2-0x00000001', '6f726465722d6b3a6670363544566368'],
  ['edge-murmur2-0x7fffffff', '6f726465722d6b3a3556346e31525434'],
  ['edge-murmur2-0x7fffffff', '027d5343'],
  ['edge-murmur2-0x80000000', '6f726465722d6b3a323431624b386c76'],
  ['edge-murmur2-0x80000000', 'a7d6506c'],
  ['edge-murmur2-0x80000001', '6f726465722d6b3a6f3335436b6e4e55'],
  ['edge-murmur2-0xffffffff', '6f726465722d6b3a3243314a38323933'],
  ['edge-crc32-0x00000000', '6f726465722d6b3a3032466a2e5f49'],
  ['edge-crc32-0x00000001', '6f726465722d6b3a30317843666278'],
  ['edge-crc32-0x7fffffff', '6f726465722d6b3a30314434666f45'],
  ['edge-crc32-0x80000000', '6f726465722d6b3a30345a705a3150'],
  ['edge-crc32-0x80000001', '6f726465722d6b3a30344452614f71'],
  ['edge-crc32-0xffffffff', '6f726465722d6b3a30357864505955'],
  ['edge-fnv1a-0x00000000', '6f726465722d6b3a303043532e6178'],
  ['edge-fnv1a-0x00000001', '6f726465722d6b3a303156724f4636'],
  ['edge-fnv1a-0x7fffffff', '6f726465722d6b3a30346b7278724d'],
  ['edge-fnv1a-0x80000000', '6f726465722d6b3a30325835375667'],
  ['edge-fnv1a-0x80000001', '6f726465722d6b3a303166623a526b'],
  ['edge-fnv1a-0xffffffff', '6f726465722d6b3a30334937776b61'],
  ['edge-hashcode-0', '69642d6162797376717169'],
  ['edge-hashcode-0', 'c3a93a616f707078697262'],
  ['edge-hashcode-1', '69642d616279737671716a'],
  ['edge-hashcode-1', 'c3a93a616f707078697263'],
  ['edge-hashcode--1', '69642d6162797376717168'],
  ['edge-hashcode--1', 'c3a93a616f707078697261'],
  ['edge-hashcode-min', '69642d616a6274756f766f'],
  ['edge-hashcode-min', 'c3a93a61636d6f656c7377'],
  ['edge-hashcode-min+1', '69642d616a6274756f7670'],
  ['edge-hashcode-min+1', 'c3a93a61636d6f656c7378'],
  ['edge-hashcode-max', '69642d616a6274756f766e'],
  ['edge-hashcode-max', 'c3a93a61636d6f656c7376'],
  ['edge-hashcode-min', '706f6c7967656e656c7562726963616e7473'],
];

const int32 = (n) => (n >>> 0).toString(16).padStart(8, '0');
const int64 = (n) => BigInt.asUintN(64, n).toString(16).padStart(16, '0');

export function keys() {
  const random = generator(20260101);
  const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));
  const randomBytes = (length) => Buffer.from(times(length, () => random(256)));
  const list = [];
  const taken = new Set();

  const bytes = (name, key) => {
    const hex = key.toString('hex');
    if (!taken.has(hex)) list.push({ hex, class: name });
    taken.add(hex);
  };
  const texts = (name, all) => {
    for (const text of all) bytes(name, Buffer.from(text, 'utf8'));
  };
  const hexes = (name, all) => {
    for (const hex of all) bytes(name, Buffer.from(hex, 'hex'));
  };

  texts('empty', ['']);
  for (let length = 1; length <= 40; length++) {
    texts('ascii', times(2, () => times(length, () => PRINTABLE[random(PRINTABLE.length)]).join('')));
  }
  hexes('high-byte', ['7f', '80', '81', 'c0', 'fe', 'ff', '8080', 'ffff', '808080', 'ffffff', '80808080', 'ffffffff']);
  // One high byte at each position of a word and of each tail.
  for (let length = 2; length <= 7; length++) {
    for (let at = 0; at < length; at++) {
      const key = Buffer.alloc(length, 'a');
      key[at] = (length + at) % 2 === 0 ? 0x80 : 0xff;
      bytes('high-byte', key);
    }
  }
  for (let length = 1; length <= 40; length++) bytes('random', randomBytes(length));
  for (const length of [47, 48, 63, 64, 65, 127, 128, 255, 257]) bytes('random', randomBytes(length));
  texts('utf8', UTF8);
  texts('nfc', COMPOSED.map((text) => text.normalize('NFC')));
  texts('nfd', COMPOSED.map((text) => text.normalize('NFD')));
  texts('number', NUMBERS);
  texts('uuid', UUIDS);
  hexes('uuid-bytes', UUIDS.slice(0, 3).map((text) => text.replaceAll('-', '')));
  texts('composite', COMPOSITES);
  texts('everyday', EVERYDAY);
  texts('blank', BLANKS);
  texts('control', CONTROLS);
  hexes('bom', BOMS);
  hexes('int', INTS.map(int32));
  hexes('long-int', LONGS.map(int64));
  for (const [name, hex] of EDGES) hexes(name, [hex]);
  for (const [hex, n] of LONG) list.push({ repeat_hex: hex, times: n, class: 'long' });
  return list;
}

export const hexOf = (key) => key.hex ?? key.repeat_hex.repeat(key.times);
