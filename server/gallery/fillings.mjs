// What the gallery's components say and need, in English and Arabic. A text is `[english, arabic]`.

const picture = "demos/roof.svg";
const another = "demos/melt.svg";
const far = "https://example.org/roofs";

const options = [
  { value: "small", title: ["A small one", "صغير"] },
  { value: "middle", title: ["One in between", "متوسط"] },
  { value: "large", title: ["A large one", "كبير"] },
];
const withPictures = options.map((option, index) => ({ ...option, image: index % 2 ? another : picture }));

const items = [
  { value: "panel", title: ["Balcony panel", "لوح الشرفة"], description: ["Plugs into a socket.", "يوصل بمقبس."], image: picture },
  { value: "roof", title: ["Whole roof", "السطح كله"], description: ["An engineer comes first.", "يأتي مهندس أولا."], url: far },
];
const replies = items.map(({ value, title }) => ({ value, title }));
const rows = [
  { value: "price", title: ["The price", "السعر"] },
  { value: "speed", title: ["The delivery", "التوصيل"] },
];
const columns = [
  { value: "bad", title: ["Poor", "سيئ"] },
  { value: "fair", title: ["Fair", "مقبول"] },
  { value: "good", title: ["Good", "جيد"] },
];

const said = {
  title: ["See what your roof can earn", "اعرف ما يمكن أن يربحه سطحك"],
  text: ["Five short questions, and nobody calls unless you ask.", "خمسة أسئلة قصيرة، ولن يتصل بك أحد إلا إذا طلبت."],
};

const messages = {
  simple: { ...said, subtitle: ["It takes two minutes", "يستغرق الأمر دقيقتين"] },
  text: said,
  image: { ...said, image: picture, alt: ["A roof with panels in the morning sun", "سطح عليه ألواح في شمس الصباح"] },
  compound: { ...said, image: picture, url: far, items },
  hyperlink: { text: ["How it works, with drawings", "كيف يعمل، مع رسوم"], url: far },
  asset: { ...said, url: "demos/roof.svg", media_type: "image/svg+xml" },
  media: { ...said, url: "demos/roof.svg", media_type: "image/svg+xml" },
  location: { title: ["Our workshop", "ورشتنا"], text: ["12 Foundry Street", "12 شارع المسبك"], latitude: 41.3874, longitude: 2.1686 },
  quick_reply: { text: ["What would the panels go on?", "على ماذا ستوضع الألواح؟"], items: replies },
  list: { text: ["Which one would you like?", "أيها تفضل؟"], items: items.map(({ url: _, image: _image, ...item }) => ({ ...item, section: "Solar" })) },
};

/** A text with formatting, and a picture with words. */
export const formatted = {
  appearance: "image",
  image: picture,
  alt: messages.image.alt,
  title: ["Before we begin", "قبل أن نبدأ"],
  markup: "markdown",
  text: [
    "We keep what you tell us **for two years**, and nobody *sells* it: [read our promise](https://example.org/privacy).\n\nYou will need\n\n- a photo of the roof\n- your **last bill**\n\n1. We look at it.\n2. An engineer [calls](tel:+34600111222).",
    "نحتفظ بما تخبرنا به **لمدة سنتين**، ولا *يبيعه* أحد: [اقرأ وعدنا](https://example.org/privacy).\n\nستحتاج إلى\n\n- صورة للسطح\n- **آخر فاتورة**\n\n1. ننظر فيها.\n2. [يتصل](tel:+34600111222) بك مهندس.",
  ],
};

export function fillMessage(appearance) {
  if (!messages[appearance]) throw new Error(`fillings.mjs: nothing is written for the message ${appearance}`);
  return messages[appearance];
}

const labels = {
  text: ["What should we know?", "ماذا ينبغي أن نعرف؟"],
  numeric: ["How many?", "كم العدد؟"],
  boolean: ["Keep me up to date", "أبقني على اطلاع"],
  choice: ["Which one would you like?", "أيها تفضل؟"],
  matrix: ["How was it?", "كيف كان؟"],
  datetime: ["When would it suit you?", "متى يناسبك؟"],
  location: ["Where is it?", "أين هو؟"],
  file: ["Show us the roof", "أرنا السطح"],
};
const help = ["You can change it later.", "يمكنك تغييره لاحقا."];

const needs = {
  text: { list: { options: undefined, allowed_values: ["Lisbon", "Porto", "Faro"] }, dropdown: { allowed_values: ["Lisbon", "Porto", "Faro"] }, otp_code: { min_length: 6, max_length: 6 } },
  numeric: { slider: { min: 0, max: 100, step: 5 }, rating: { min: 1, max: 5 }, nps: { min: 0, max: 10 }, spinner: { min: 0, max: 20 } },
  choice: { cards: { options: withPictures } },
};

export function fillInput(type, appearance) {
  const usual = type === "choice" ? { options } : type === "matrix" ? { rows, columns } : {};
  return { label: labels[type], help, ...usual, ...needs[type]?.[appearance] };
}

/** What does not hang on how an input looks. */
export const variants = [
  { name: "several", input_type: "text", is_array: true, label: ["Who comes along?", "من سيأتي معك؟"] },
  { name: "read-only", input_type: "text", label: ["Your plan", "خطتك"], allow_overwrite: false, autofill_source: ["constant:Gold"] },
  { name: "mandatory", input_type: "text", label: labels.text, mandatory: true },
  { name: "other", input_type: "choice", label: labels.choice, options, allow_other: true },
  { name: "several-chosen", input_type: "choice", appearance: "buttons", label: labels.choice, options, max_selected: 2 },
  { name: "pictures", input_type: "choice", appearance: "list", label: labels.choice, options: withPictures },
  { name: "several-files", input_type: "file", label: labels.file, max_files: 3 },
];

const buttons = {
  jump: { target: "end", text: ["Send my answers", "أرسل إجاباتي"] },
  previous: { text: ["Back", "رجوع"] },
  restart: { text: ["Begin again", "ابدأ من جديد"] },
  link: { url: far, text: ["Our website", "موقعنا"] },
  call: { phone: "+34600111222", text: ["Call us", "اتصل بنا"] },
  event: { event: "asked_for_help", target: "end", text: ["Ask for help", "اطلب المساعدة"] },
};

export function fillButton(kind) {
  if (!buttons[kind]) throw new Error(`fillings.mjs: nothing is written for the button ${kind}`);
  return buttons[kind];
}

/** No server has such an endpoint: one sees what is said when it fails. */
export const fillEndpoint = (offline) => ({
  endpoint: "gallery",
  pending: ["Looking for a date", "نبحث عن موعد"],
  run: "on_enter",
  ...(offline === "fallback" ? { fallback: { date: "2026-12-01" } } : {}),
});

const identities = {
  otp_sms: ["Your mobile number", "رقم جوالك"],
  otp_email: ["Your email", "بريدك الإلكتروني"],
  magic_link: ["Your email", "بريدك الإلكتروني"],
  password: ["Your user name", "اسم المستخدم"],
};
export const fillAuth = (method) => ({ label: identities[method] });

export const introduction = { id: "hi", type: "message", ...said };
const bye = { id: "bye", type: "message", title: ["Thank you", "شكرا لك"], text: ["Your reference is {{reference_code}}.", "رقمك المرجعي {{reference_code}}."] };

/** A layer of each type that ends a session, behind one that leads to it. */
export function endingsOf(types) {
  const way = (target, text) => ({ id: `to_${target}`, type: "button", kind: "jump", target, text });
  const show = { id: "show", type: "start", components: [introduction, way("end", ["Go on", "تابع"]), way("other", ["Another way", "طريق آخر"])] };
  return types
    .filter((type) => /^(result|fatalistic)$/.test(type))
    .map((type) => ({ name: type, layers: [show, { id: "end", type, components: [bye] }, { id: "other", type: "result", components: [bye] }] }));
}

export const ending = { id: "end", type: "result", components: [bye] };
