import { analyse } from 'chardet';
import { createTextCodec, type EncodingName } from '../text-decoding.ts';

/** What a text that is not UTF-8 is most likely written in. */
export interface EncodingGuess {
  readonly name: EncodingName;
  /** Whether nothing else comes near: short texts fit several encodings. */
  readonly certain: boolean;
}

/** The encodings without a mark of their own, the more common first, with what the detector calls them. */
const CANDIDATES = [
  { name: 'GBK', detected: 'GB18030' },
  { name: 'Big5', detected: 'Big5' },
  { name: 'Shift_JIS', detected: 'Shift_JIS' },
  { name: 'EUC-KR', detected: 'EUC-KR' },
  { name: 'Windows-1252', detected: 'ISO-8859-1' },
  { name: 'Windows-1252', detected: 'windows-1252' },
] as const;

/** The detector looks at each byte some thirty times; it knows no more after this many. */
const ANALYSED_BYTES = 16 * 1024;

/** Below this the detector says that it has seen too little, of 100. */
const HEARD = 40;

/** What it takes to be certain: the score of the best, between 0 and 2, its lead, and how many bytes tell. */
const CLEAR_SCORE = 0.75;
const CLEAR_LEAD = 0.4;
const CLEAR_BYTES = 8;

/**
 * Guesses the encoding of text that is neither UTF-8 nor UTF-16, from its first bytes.
 *
 * An encoding in which a byte has no meaning is out. Among the others decide the detector's confidence, which knows how
 * often which bytes follow each other and needs some sentences for it, and how ordinary the characters are that come
 * out, which tells more about a few words.
 */
export function guessEncoding(head: Uint8Array): EncodingGuess | undefined {
  const confidences = new Map<string, number>(
    analyse(sliceBeyondAscii(head))
      .filter(({ confidence }) => confidence >= HEARD)
      .map(({ name, confidence }) => [name, confidence / 100]),
  );
  const scores = new Map<EncodingName, number>();
  for (const { name, detected } of CANDIDATES) {
    const codec = createTextCodec(name);
    const text = codec.decode(head.subarray(0, codec.completeLength(head)));
    if (text === undefined) continue;
    const score = (confidences.get(detected) ?? 0) + measureOrdinary(text, name);
    scores.set(name, Math.max(scores.get(name) ?? 0, score));
  }
  const [best, next] = [...scores].toSorted(([, left], [, right]) => right - left);
  if (best === undefined) return undefined;
  const certain =
    best[1] >= CLEAR_SCORE &&
    best[1] - (next?.[1] ?? 0) >= CLEAR_LEAD &&
    countBeyondAscii(head) >= CLEAR_BYTES;
  return { name: best[0] === 'GBK' && hasFourByteCharacter(head) ? 'GB18030' : best[0], certain };
}

function sliceBeyondAscii(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, first - 64);
  return bytes.subarray(from, from + ANALYSED_BYTES);
}

function countBeyondAscii(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80) count += 1;
  return count;
}

/** GB18030 goes beyond GBK by characters of four bytes, the second and fourth of which are digits. */
function hasFourByteCharacter(bytes: Uint8Array): boolean {
  for (let at = 0; at + 3 < bytes.length;) {
    const byte = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if (byte < 0x80) at += 1;
    else if (second >= 0x30 && second <= 0x39) return true;
    else at += 2;
  }
  return false;
}

/** Frequent characters, and those of words that tables of prompts and answers have in their first line. */
const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运示答型输评分标签案码词语请写';
const TRADITIONAL =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運示答型輸評標籤案碼詞語請寫首';
const KOREAN =
  '이다의는에가을고하지로한은사기도를어대나인아시자있리것들일해서라정수보만주스게부그전요구상여모면동제과성장원적안소신세으선화비문공조경중물국관용무연재생당미위년심오말명계내간된우었바회물진양속실반와던때할람음습니까네녕답변질평점';

/**
 * How ordinary the characters beyond ASCII are as a text of the language that the encoding is for: from 0 to 1.
 */
function measureOrdinary(text: string, name: keyof typeof ORDINARY): number {
  const ordinary = ORDINARY[name];
  const all = text.match(BEYOND_ASCII)?.length ?? 0;
  const share = all === 0 ? 0 : (text.match(ordinary)?.length ?? 0) / all;
  // Every byte is a character of Windows-1252, so a few that look right mean nothing.
  return name === 'Windows-1252' && share < 0.8 ? 0 : share;
}

const BEYOND_ASCII = /[^\p{ASCII}]/gu;
const ORDINARY = {
  GBK: new RegExp(`[${SIMPLIFIED}，。、：；？！“”（）《》—…]`, 'gu'),
  Big5: new RegExp(`[${TRADITIONAL}，。、：；？！「」（）『』—…]`, 'gu'),
  Shift_JIS: /[ぁ-んァ-ヶー、。「」質問答回文章番号日本語年月名前市町村]/gu,
  'EUC-KR': new RegExp(`[${KOREAN}]`, 'gu'),
  // A letter with an accent stands alone between plain letters; in the other encodings such bytes come in pairs.
  'Windows-1252': /(?<![^\p{ASCII}])(?:[À-ÖØ-öø-ÿ]|[‘’“”–—…€£§©®«»°±])(?![^\p{ASCII}])/gu,
} as const satisfies Partial<Record<EncodingName, RegExp>>;
