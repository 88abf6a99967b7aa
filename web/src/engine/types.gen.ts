// Generated from engine/schema by build-scripts/generate.mjs. Do not edit.

/** Where a funnel is played. web shows a whole layer; the others show one component at a time. */
export type Channel = "web" | "whatsapp" | "web_chat" | "sms";

/** start: where sessions begin. intermediate: a step. result: completes the session. fatalistic: closes it, with the reason fatalistic or that of a denial (see fatalistic_layer). action: runs its actions and goes on, never shown. subfunnel: plays another funnel and goes on. */
export type LayerType = "start" | "intermediate" | "result" | "fatalistic" | "action" | "subfunnel";

/** message says something, input asks for an answer, button leads on, endpoint asks a server, auth proves who the visitor is. */
export type ComponentType = "message" | "input" | "button" | "endpoint" | "auth";

/** simple: title, subtitle and text. compound: the same with a picture, a link and items. image: the same below a picture. hyperlink: a link. text: text alone. quick_reply: text with replies that lead on. list: sections of rows. location: a place on the map. asset: a file to download. media: a picture, sound or film. */
export type MessageAppearance = "simple" | "compound" | "image" | "hyperlink" | "text" | "quick_reply" | "list" | "location" | "asset" | "media";

/** How a text is written. plain: as it is. markdown: **bold**, *italic*, [words](address) with http, https, mailto or tel, lists with - or 1., a blank line between paragraphs; everything else, HTML too, stands for itself, and so does whatever a placeholder brings. */
export type Markup = "plain" | "markdown";

/** What kind of value an input takes. */
export type InputType = "text" | "numeric" | "boolean" | "choice" | "matrix" | "datetime" | "location" | "file";

/** Every way an input can look; each input type has its own choice of them. */
export type InputAppearance = "short" | "long" | "markdown" | "full_formatted" | "phone" | "email" | "url" | "otp_code" | "list" | "dropdown" | "number" | "integer" | "spinner" | "slider" | "rating" | "nps" | "checkbox" | "toggle" | "like_dislike" | "consent" | "buttons" | "cards" | "ranking" | "single" | "multiple" | "date" | "time" | "datetime" | "range" | "default" | "city" | "postal_code" | "full" | "file" | "dropzone" | "camera" | "media" | "signature";

/** jump checks the layer and goes on; previous goes back without checking; restart begins again; link opens an address; call dials a number; event raises a domain event. */
export type ButtonKind = "jump" | "previous" | "restart" | "link" | "call" | "event";

/** on_enter: when the layer is entered. on_submit: when it is about to be left onward. */
export type EndpointRun = "on_enter" | "on_submit";

/** What happens without a network. block: the visitor waits. queue: goes on, the result comes later. fallback: goes on with the fallback values. An offline_target is gone to whatever the policy. */
export type OfflinePolicy = "block" | "queue" | "fallback";

/** otp_sms, otp_email: a code is sent and typed in. magic_link: a link is sent and opened. password: a password is asked for. */
export type AuthKind = "otp_sms" | "otp_email" | "magic_link" | "password";

/** endpoint asks a server; authenticate proves who the visitor is; checkpoint marks a place; set computes a value; emit raises a domain event; send sends a message or begins a journey; wait pauses a conversation; close ends the session. */
export type ActionKind = "endpoint" | "authenticate" | "checkpoint" | "set" | "emit" | "send" | "wait" | "close";

/** Where the value of initial data comes from. url: query and POST values. prior_session: the visitor's last session of this funnel. device: language, device_type, os, browser. context: values that the page passes in. */
export type InitialSource = "url" | "prior_session" | "device" | "context";

/** Where an autofill value comes from. */
export type AutofillKind = "session" | "initial" | "parent" | "contact" | "prior" | "device" | "constant";

/** A day of the week. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** What a condition is: one comparison, a group, or JsonLogic. */
export type ConditionKind = "compare" | "all" | "any" | "not" | "logic";

/** Where a comparison reads its operand. session: the valid answer of that slug on the path taken. initial: initial data as it came. contact: an attribute of the contact. auth: authenticated or method. device: language, device_type, os, browser. channel, language: of the session. endpoint: how the endpoint component of that id went: waiting, done, failed or offline. visited: whether the layer with that id was entered. experiment: the session's variant. score: the sum of the scores of the chosen options. now: the time of the event, as an ISO date-time in UTC. */
export type OperandSource = "session" | "initial" | "contact" | "auth" | "device" | "channel" | "language" | "endpoint" | "visited" | "experiment" | "score" | "now";

/** == is loose: absent, null and empty text are equal, two decimal numbers compare as numbers, booleans normalise, anything else as exact text. Order operators want two numbers or two ISO dates, else they do not hold. !=, not_contains, not_in and not_empty are the exact negations of their twins. An operator other than these on an absent operand does not hold. */
export type Operator = "==" | "!=" | ">" | ">=" | "<" | "<=" | "contains" | "not_contains" | "starts_with" | "ends_with" | "in" | "not_in" | "empty" | "not_empty" | "must_be_true" | "must_be_false" | "matches" | "input_type" | "before" | "after";

/** Name of a layer, component or answer: 1 to 64 characters; letters, digits, _, -, anything outside ASCII, and spaces inside. No dot. */
export type Id = string;

/** Name of a funnel in addresses: 1 to 64 of letters, digits, _ and -. */
export type FunnelSlug = string;

/** A language tag such as en, es or pt-BR. */
export type Language = string;

/** A colour as # and 3, 4, 6 or 8 hexadecimal digits. */
export type Color = string;

/** An address that begins with http://, https:// or data:image/, or a relative one; no spaces, quotes, backslashes or control characters. */
export type Url = string;

/** A list of font families: letters, digits, spaces, commas, _ and -. */
export type Font = string;

/** A media type such as image/png, or a family such as image/*. */
export type MediaType = string;

/** The value that a chosen option gives: 1 to 200 characters without control characters. */
export type OptionValue = string;

/** Name of a domain event: 1 to 100 of letters, digits, _, -, . and :. */
export type EventName = string;

/** A text that visitors see: a Mustache template over the session's answers by slug, score, reference_code (also ReferenceCode), contact.<attribute> and funnel.title. */
export type Template = string;

/** The whole definition. */
export interface Funnel {
  /** Version of the format. */
  tundish: number;
  /** The funnel's name in addresses. */
  slug: FunnelSlug;
  /** The funnel's name for people. */
  title: string;
  /** What the funnel is for; visitors do not see it. */
  description?: string;
  /** Where it is played when nobody says. */
  channel?: Channel;
  /** Every channel that the funnel is wanted on. Left out: the default channel alone. */
  channels?: Channel[];
  config?: Config;
  /** The languages that it is wanted in. Left out: the default language alone. */
  languages?: Language[];
  /** The language when nobody says, and of texts written inline. */
  default_language?: Language;
  /** The funnel's layers, in the author's order. */
  layers: Layer[];
  /** The subfunnels that are played, so that a release stands alone; written when the funnel is published. A layer plays the one with its slug; of several the one that has the wanted hash, else the first. No two have the same slug and structure. A release in a language holds their texts in that language, else in their default language. */
  subfunnels?: Funnel[];
  content?: Content;
  [extension: `x_${string}`]: unknown;
}

/** What holds for the funnel as a whole. */
export interface Config {
  /** Where sessions begin. Left out: the only layer of type start. */
  start_layer?: Id;
  /** Where a session goes that can not go on: a layer of type fatalistic. The session is closed with the reason fatalistic, or with what led there when it was denied: unavailable by the availability, initial_data without what is mandatory, unauthenticated without proof of who the visitor is. */
  fatalistic_layer?: Id;
  /** For devices that many people use: once the session has ended and the server has everything, the browser erases what it kept of it, and a reload begins anew. */
  forget_on_end?: boolean;
  /** Minutes without an event after which a session counts as abandoned. */
  abandon_after_minutes?: number;
  /** How many wrong replies in a row are asked again, one component at a time; 0: no limit. */
  max_reasks?: number;
  theme?: Theme;
  protection?: Protection;
  availability?: Availability;
  [extension: `x_${string}`]: unknown;
}

/** How the funnel looks where the page does not say otherwise. */
export interface Theme {
  /** A ready theme, with type, spacing and motion of its own, light and dark; the other members change it. Left out: the player's own look. */
  name?: "letter" | "pebble" | "ledger" | "stage";
  /** Colour of buttons and of what is chosen. */
  brand?: Color;
  /** Colour behind everything. */
  background?: Color;
  /** Colour of texts. */
  text?: Color;
  /** Roundness of corners in pixels. */
  radius?: number;
  /** Font families, best first. */
  font?: Font;
  /** Address of the logo. */
  logo?: Url;
}

/** What keeps programs from filling the funnel, on web and web_chat. */
export interface Protection {
  /** The player adds a field that people neither see nor hear of; a session in which it is filled is marked as suspected. */
  honeypot?: boolean;
  /** A session that is completed in less time is marked as suspected; 0: none is. */
  min_seconds?: number;
  /** The server takes a session only with a number for which so many bits of a hash are 0: the device computes it once, offline too; each bit doubles the time. 0: none is wanted. */
  proof_of_work?: number;
}

/** One step: what is shown together on the web and one after the other in a chat. */
export interface Layer {
  /** The layer's name; unique in the funnel. */
  id: Id;
  type: LayerType;
  /** What the layer shows, in order. Result and fatalistic layers hold messages and link and call buttons only; action and subfunnel layers nothing. */
  components?: Component[];
  /** The way onward of a layer without a jump button, of an action layer: a layer's id, or jumps. Not on result and fatalistic layers. */
  next?: Id | Navigation;
  /** The layer to go to after too many wrong replies, too many visits, or when an effect of the layer failed. Not on result and fatalistic layers. */
  on_error?: Id;
  /** Reaching it counts a conversion. On result and action layers. */
  conversion?: boolean;
  /** Name of the domain event that reaching it raises. On result and action layers. */
  trigger?: EventName;
  /** Only for visitors who proved who they are; on WhatsApp everybody has. Not on action, subfunnel and fatalistic layers. */
  requires_auth?: boolean;
  /** Where others go who are turned away; left out: the fatalistic layer, with the reason unauthenticated; without one the session is closed with the reason unauthenticated. */
  unauthenticated_target_layer?: Id;
  /** Where visitors go at once who proved who they are. */
  authenticated_target_layer?: Id;
  /** May be skipped. On intermediate layers. */
  allow_skip?: boolean;
  /** Its inputs are filled from their autofill_source when the layer is entered onward; those of start layers and hidden inputs always are. What the visitor gave, or brought along, stays; what was filled is filled anew. On intermediate layers. */
  auto_fill?: boolean;
  /** The layer is skipped when allow_skip and auto_fill are set, all of these hold and every mandatory visible input has a valid answer. An empty list skips nothing. A layer that was skipped is shown when the visitor goes back to it. */
  skip_conditions?: Conditions;
  /** Values that enter the session when it begins and are answers to their slug. On start layers. */
  initial_data?: InitialDatum[];
  /** Values computed in order when the layer is left onward, before its jumps are judged; each is an answer to its slug while the layer is on the path. What fails has no value. Not on result and fatalistic layers. */
  calculations?: Calculation[];
  /** What it does, in order. Of action layers. */
  actions?: Action[];
  /** What it plays. Of subfunnel layers. */
  subfunnel?: Subfunnel;
  /** Shown while an effect of the layer is awaited; lifted into the content as <layer>.pending. */
  pending?: Template;
  /** How often it may be entered onward, going back and restarts taken off; beyond that the session goes to on_error, else to the fatalistic layer, else it is closed with the reason too_many_visits. Left out: no bound. Not on result and fatalistic layers. A session that passes through more than 1,000 layers on its own is closed with the reason endless_loop; of what it said on that way the first 20 messages are sent. */
  max_visits?: number;
  [extension: `x_${string}`]: unknown;
}

/** Ways onward: the first jump whose conditions all hold, else target. At least one of the two. */
export interface Navigation {
  jumps?: Jumps;
  /** The layer to go to when no jump is taken. */
  target?: Id;
}

/** Ways onward with conditions, in order. */
export type Jumps = Jump[];

/** A way onward: to a layer, or by an experiment. */
export type Jump = ExperimentJump | TargetJump;

/** Conditions that must all hold. */
export type Conditions = Condition[];

/** One comparison, or a group: all, any, not. A list means all. */
export type Condition = Conditions | AllCondition | AnyCondition | NotCondition | LogicCondition | Comparison;

/** Holds when every condition of the list does; an empty list holds. */
export interface AllCondition {
  all: Conditions;
}

/** Holds when at least one condition of the list does; an empty list does not. */
export interface AnyCondition {
  any: Conditions;
}

/** Holds when the condition does not. */
export interface NotCondition {
  not: Condition;
}

/** Compares an operand with a value or with another answer. */
export interface Comparison {
  source?: OperandSource;
  /** Of session and initial: the answer's slug. Of contact: the attribute. Of auth: authenticated or method. Of device: language, device_type, os or browser. Of endpoint: the component's or action's id. Of visited: a layer's id. Of experiment: its name. Other sources have none. */
  slug?: Id;
  operator: Operator;
  /** What to compare with: a value, or the answer of another slug. in and not_in want a list; matches wants a reg_ex. empty, not_empty, must_be_true and must_be_false have none. */
  value?: string | number | boolean | null | (string | number | boolean | null)[] | SlugReference;
}

/** The answer of another slug. */
export interface SlugReference {
  /** The other answer's slug. */
  slug: Id;
}

/** A part of a layer. */
export type Component = (Message | Input | Button | Endpoint | Auth) & { id: string };

/** Says something. Its texts may be written here and are lifted into the content of the default language. hyperlink: text is what the link is called. asset, media: text is the caption, title the file's name. location: title is the place's name, text its address. */
export interface Message {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "message";
  appearance?: MessageAppearance;
  /** Address of the picture: needed by image, may be on compound. */
  image?: Url;
  /** What the picture says to whoever does not see it. Only of a message with an image. */
  alt?: Template;
  text?: Template;
  /** How text is written. */
  markup?: Markup;
  title?: Template;
  subtitle?: Template;
  /** Address of the link, file or medium: needed by hyperlink, asset and media, may be on compound. */
  url?: Url;
  /** Of asset and media: what the file is; left out: told from the address. */
  media_type?: MediaType;
  /** Needed by location: degrees north. */
  latitude?: number;
  /** Needed by location: degrees east. */
  longitude?: number;
  /** Needed by quick_reply (its replies) and list (its rows), may be on compound (what is listed). */
  items?: MessageItem[];
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  [extension: `x_${string}`]: unknown;
}

/** Leads to another layer, or does something. */
export type Button = JumpButton | PreviousButton | RestartButton | LinkButton | CallButton | EventButton;

/** Checks the layer and goes on: the first jump whose conditions all hold, else target. At least one of the two. */
export interface JumpButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "jump";
  jumps?: Jumps;
  /** The layer to go to when no jump is taken. */
  target?: Id;
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** Goes back to the layer before, without checking this one. */
export interface PreviousButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "previous";
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** Asks for an answer, which is known by the input's slug. A validation may also be written directly on the input; it is lifted into validations. */
export type Input = TextInput | NumericInput | BooleanInput | ChoiceInput | MatrixInput | DatetimeInput | LocationInput | FileInput;

/** What every input has. The question is label; text may stand above it. */
export interface InputBase {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "input";
  /** Name of the answer; inputs with one slug share an answer and must be of one input_type. */
  slug: Id;
  /** The layer can not be left onward without an answer. */
  mandatory?: boolean;
  text?: Template;
  label?: Template;
  help?: Template;
  placeholder?: Template;
  /** What is said when an answer does not fit. */
  error?: Template;
  save_to?: SaveTo;
  /** A value that is there already (initial data, autofill, an earlier layer) may be changed; else it is shown and kept. */
  allow_overwrite?: boolean;
  /** Never shown; filled from its autofill_source when the layer is entered. */
  is_hidden?: boolean;
  /** The answer is a list of such values; each is judged on its own, mandatory wants at least one. What is typed is cut at semicolons, line breaks and commas (long texts and places not at commas, web addresses only where the next begins); a comma within a number cuts it only where it can be no decimal or thousands comma in the language, and what may be one number or several is asked again. */
  is_array?: boolean;
  /** Where a value may come from, in order: the first that is there and fits, read as a reply would be. */
  autofill_source?: AutofillSource[];
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  [extension: `x_${string}`]: unknown;
}

/** A text, trimmed. phone: kept as digits, at least 10. email: an address. url: an http, https, mailto or tel address; a bare domain gets https://. otp_code: 4 to 10 digits, without what stands between them. list, dropdown: one of allowed_values. */
export type TextInput = InputBase & TextValidations & {
  input_type?: "text";
  appearance?: "short" | "long" | "markdown" | "full_formatted" | "phone" | "email" | "url" | "otp_code" | "list" | "dropdown";
  validations?: TextValidations;
};

/** A number. integer, rating and nps take whole numbers only. */
export type NumericInput = InputBase & NumericValidations & {
  input_type?: "numeric";
  appearance?: "number" | "integer" | "spinner" | "slider" | "rating" | "nps";
  validations?: NumericValidations;
};

/** Yes or no. */
export type BooleanInput = InputBase & {
  input_type?: "boolean";
  appearance?: "checkbox" | "toggle" | "like_dislike" | "consent";
};

/** One option, or several when max_selected is more than 1. ranking: all options, the best first. */
export type ChoiceInput = InputBase & ChoiceValidations & {
  input_type?: "choice";
  appearance?: "list" | "dropdown" | "buttons" | "cards" | "ranking";
  /** What can be chosen, in order. */
  options: Option[];
  /** A text of the visitor's own is an answer too. */
  allow_other?: boolean;
  /** The options are shown in an order of the session's own. */
  shuffle?: boolean;
  validations?: ChoiceValidations;
};

/** A file, or several when max_files is more than 1. */
export type FileInput = InputBase & FileValidations & {
  input_type?: "file";
  appearance?: "file" | "dropzone" | "camera" | "media" | "signature";
  validations?: FileValidations;
};

/** Rules for a text. Lengths count code points. */
export interface TextValidations {
  /** Shortest length. */
  min_length?: number;
  /** Greatest length. */
  max_length?: number;
  /** Must match the whole text; linear time, without back references and look-around. */
  reg_ex?: string;
  /** The only texts that are answers; what a dropdown shows, titled by the texts options.<value>. */
  allowed_values?: OptionValue[];
}

/** Rules for a number. */
export interface NumericValidations {
  /** Smallest number. */
  min?: number;
  /** Greatest number. */
  max?: number;
  /** The number is min (or 0) plus a multiple of this. */
  step?: number;
  /** The only number that is an answer. */
  equal?: number;
}

/** Rules for a choice. */
export interface ChoiceValidations {
  /** Fewest options. */
  min_selected?: number;
  /** Most options; more than 1 makes the answer a list. */
  max_selected?: number;
}

/** Rules for files. */
export interface FileValidations {
  /** Greatest size of one file. */
  max_bytes?: number;
  /** Media types that are taken, such as image/png or image/*. */
  media_types?: MediaType[];
  /** Most files; more than 1 makes the answer a list. */
  max_files?: number;
}

/** Something that can be chosen. */
export interface Option {
  /** The answer when it is chosen; unique in its input. */
  value: OptionValue;
  /** What the visitor sees; lifted into the content as options.<value>. Left out: the value. */
  title?: Template;
  /** Address of a picture. */
  image?: Url;
  /** Added to the session's score when it is chosen. */
  score?: number;
  /** Words that choose it in a chat, besides its title. */
  keywords?: OptionValue[];
  /** Can be chosen only when all of these hold. */
  visible_if?: Conditions;
}

/** Texts by language, and there by <layer>.<component>.<part>, <layer>.<component>.<channel>.<part> for alternatives, <layer>.<action>.text for send actions, or <layer>.pending. Parts of messages: text title subtitle, with items also items.<value> descriptions.<value> sections.<section>; of inputs: text label help placeholder error, of choices and texts with allowed_values also options.<value>, of matrices rows.<value> columns.<value>; of buttons: text; of endpoints: pending; of auth: text label help placeholder error. */
export type Content = Record<string, Record<string, Template>>;

/** Name of a contact's attribute, a device key or a context key: 1 to 64 letters, digits, _ and -. */
export type Attribute = string;

/** contact.<attribute>: where the answer lands on the contact. */
export type SaveTo = string;

/** session.<slug>: an answer. initial.<slug>: initial data as it came. parent.<slug>: an answer of the funnel that plays this one. contact.<attribute>: of the visitor. prior.<slug>: of the visitor's last session. device.<key>: language, device_type, os or browser. constant:<value>. */
export type AutofillSource = string;

/** A date-time with its offset, such as 2026-01-01T00:00:00Z. */
export type Instant = string;

/** A time of day, HH:MM. */
export type ClockTime = string;

/** Z, or an offset such as +01:00. */
export type UtcOffset = string;

/** A telephone number to dial: digits, spaces, and + at the start. */
export type Phone = string;

/** A way into a value: names and list positions joined by dots; empty: the whole value. */
export type Path = string;

/** An ISO 8601 date, time or date-time, or today, today+N or today-N days. */
export type DateBound = string;

/** A text that is compared or stored. */
export type TextValue = string;

/** When sessions may begin and go on; at other times visitors go to the fatalistic layer, and without one the session is closed with the reason unavailable. Judged by the recorded time of each event that begins the session or enters a layer, endings excepted. Left out: always. */
export interface Availability {
  /** The first moment. */
  from?: Instant;
  /** The first moment after the end. */
  until?: Instant;
  /** Times of the week; left out: always. */
  windows?: Window[];
}

/** A time of the week, or the name of one that the server keeps. */
export type Window = NamedWindow | WeeklyWindow;

/** Days and hours. A window whose to is not after its from ends on the next day. */
export interface WeeklyWindow {
  /** Days on which it begins. */
  days: Weekday[];
  /** When it begins. */
  from: ClockTime;
  /** When it ends. */
  to: ClockTime;
  /** Which clock is meant. */
  utc_offset?: UtcOffset;
}

/** A publishing window that the server keeps; replaced by its days and hours when the funnel is published. */
export interface NamedWindow {
  /** Its name. */
  publishing_window: Attribute;
}

/** A value that enters the session under its slug when the session begins. */
export interface InitialDatum {
  /** Its name. */
  slug: Id;
  /** How what came is read: like a reply to an input of that type. */
  input_type: InputType;
  source: InitialSource;
  /** Its name at the source; left out: the slug. */
  key?: Attribute;
  /** The value when none came, or one that can not be read. */
  default?: Literal;
  /** Without a value the session goes to the fatalistic layer, else it is closed, with the reason initial_data. */
  mandatory?: boolean;
}

/** A value. */
export type Literal = string | number | boolean | null | (string | number | boolean | null)[];

/** A value computed by JsonLogic over the session's values. */
export interface Calculation {
  /** The name that the value gets. */
  slug: Id;
  logic: Logic;
}

/** JsonLogic: any value, or an object with one operation. var and val read answers by slug, and below initial, contact, device, auth, score, reference_code, funnel, channel and language what those names say. */
export type Logic = unknown;

/** Plays another funnel within the session. Its layers are known as <layer>/<its layer>, its answers as <layer>/<its slug>. */
export interface Subfunnel {
  /** Its slug. */
  funnel: FunnelSlug;
  /** latest: the one that is published when this funnel is; or the hash of a structure or of a release in any language, which must be among the subfunnels. That of a release is kept as that of its structure, which releases in all languages share. */
  release?: ReleaseName;
  /** Values that it begins with: from a name that a text of this funnel could use, to one of its slugs. */
  in?: AnswerMappings;
  /** Values that come back from its result: from a name that its texts could use, to a slug of this funnel. */
  out?: AnswerMappings;
  /** The way onward from its result: a layer's id, or jumps. */
  next?: Id | Navigation;
  /** The way onward from its fatalistic layer; left out: the fatalistic layer of this funnel. */
  on_fatalistic?: Id;
}

/** Values that are handed over. */
export type Mappings = Mapping[];

/** Hands a value over. */
export interface Mapping {
  /** Where it is read. */
  from?: Path;
  /** Where it is written. */
  to?: Path;
}

/** Something that an action layer does. */
export type Action = EndpointAction | AuthenticateAction | CheckpointAction | SetAction | EmitAction | MessageAction | WaitAction | CloseAction;

/** Values by slug that are taken when there is no answer. */
export type Fallback = Record<string, Literal>;

/** Asks a server. */
export interface EndpointAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "endpoint";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Name of the endpoint that the server keeps. */
  endpoint: Attribute;
  /** What is sent: from a name that a text could use, to a way into the request. */
  request?: Mappings;
  /** What comes back: from a way into the response, to slugs. */
  response?: AnswerMappings;
  /** How long the server waits. */
  timeout_ms?: number;
  /** How often the server tries again. */
  retries?: number;
  offline?: OfflinePolicy;
  /** Of the policy fallback, and for failures without an on_error: values by slug that are taken when there is no answer. */
  fallback?: Fallback;
  /** The layer to go to without a network. */
  offline_target?: Id;
  [extension: `x_${string}`]: unknown;
}

/** Proves who the visitor is, with a link or code sent to an address that is known. */
export interface AuthenticateAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "authenticate";
  /** The layer to go to when it fails. */
  on_error?: Id;
  method: AuthKind;
  /** Slug of the answer that holds the telephone number or address. */
  identity: Id;
  /** How long it is valid; codes at most 10. */
  expires_minutes?: number;
  [extension: `x_${string}`]: unknown;
}

/** Marks a place that was reached. */
export interface CheckpointAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "checkpoint";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Its name. */
  name: EventName;
  /** Reaching it counts a conversion. */
  conversion?: boolean;
  [extension: `x_${string}`]: unknown;
}

/** Computes a value. */
export interface SetAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "set";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** The name that the value gets. */
  slug: Id;
  logic: Logic;
  [extension: `x_${string}`]: unknown;
}

/** Raises a domain event. */
export interface EmitAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "emit";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Its name. */
  event: EventName;
  /** What it carries: from a name that a text could use, to a way into its data. */
  data?: Mappings;
  [extension: `x_${string}`]: unknown;
}

/** Pauses a conversation. Not on the web. */
export interface WaitAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "wait";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** How long. */
  seconds: number;
  [extension: `x_${string}`]: unknown;
}

/** Ends the session as closed. */
export interface CloseAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "close";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Why. */
  reason?: EventName;
  [extension: `x_${string}`]: unknown;
}

/** A way onward that is taken when all its conditions hold. */
export interface TargetJump {
  /** The layer to go to. */
  target: Id;
  /** What must hold; left out: always. */
  conditions?: Conditions;
}

/** Splits sessions by a hash of the experiment and the session: the same session always goes the same way, on every device. Weights are the same wherever an experiment is named. */
export interface ExperimentJump {
  /** Its name. */
  experiment: Attribute;
  /** How many of all sessions get a variant, by the variant's name. */
  weights: Record<string, number>;
  /** The layer of each variant; left out: the layer with the variant's name. */
  targets?: Record<string, Id>;
  /** What must hold; left out: always. */
  conditions?: Conditions;
}

/** Holds when the value of the JsonLogic is truthy. */
export interface LogicCondition {
  logic: Logic;
}

/** What is used instead on a channel that the component does not fit. */
export type Alternatives = Record<string, Alternative>;

/** A line of a compound message, a row of a list, a quick reply. */
export interface MessageItem {
  /** Its name; unique in its message. */
  value: OptionValue;
  /** What it is called; lifted into the content as items.<value>. Left out: the value. */
  title?: Template;
  /** A line below the title; lifted into the content as descriptions.<value>. */
  description?: Template;
  /** Address of a picture. */
  image?: Url;
  /** Address of a link. */
  url?: Url;
  /** Of list: the section that it stands in, titled by the text sections.<section>, else by its name. */
  section?: OptionValue;
  jumps?: Jumps;
  /** Of quick_reply and list: the layer to go to when it is chosen and no jump is taken. Without jumps and target the choice goes on as the layer does. */
  target?: Id;
}

/** Begins again as at the start: answers, trail and completed layers are cleared; the visitor stays the same. */
export interface RestartButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "restart";
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** Opens an address. */
export interface LinkButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "link";
  /** The address. */
  url: Url;
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** Dials a number. */
export interface CallButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "call";
  /** The number. */
  phone: Phone;
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** Raises a domain event, and goes on when it has a target. */
export interface EventButton {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "button";
  kind: "event";
  /** Its name. */
  event: EventName;
  jumps?: Jumps;
  /** The layer to go to when no jump is taken. */
  target?: Id;
  text?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  /** Can be pressed only when all of these hold. */
  enabled_if?: Conditions;
  [extension: `x_${string}`]: unknown;
}

/** A row or column of a matrix. */
export interface MatrixValue {
  /** Its name; unique among them. */
  value: OptionValue;
  /** Lifted into the content as rows.<value> or columns.<value>. */
  title?: Template;
  /** Of a column: added to the score for every row that has it. */
  score?: number;
}

/** A choice per row. single: {row: column}. multiple: {row: [columns]}. mandatory wants every row. */
export type MatrixInput = InputBase & {
  input_type?: "matrix";
  appearance?: "single" | "multiple";
  /** What is judged. */
  rows: MatrixValue[];
  /** How. */
  columns: MatrixValue[];
};

/** Rules for a date or time. */
export interface DatetimeValidations {
  /** The earliest: as the appearance writes it, or today, today+N, today-N (days; the date of the event in UTC). */
  min?: DateBound;
  /** The latest, written like min. */
  max?: DateBound;
}

/** date: YYYY-MM-DD. time: HH:MM or HH:MM:SS. datetime: a date, T and a time, with or without an offset. range: {from, to}, two dates, the second not before the first. */
export type DatetimeInput = InputBase & DatetimeValidations & {
  input_type?: "datetime";
  appearance?: "date" | "time" | "datetime" | "range";
  validations?: DatetimeValidations;
};

/** Rules for a place. */
export interface LocationValidations {
  /** Greatest radius that can be asked for around the place. */
  search_radius_km?: number;
}

/** A place: {latitude, longitude, city, postal_code, text, radius_km}, each of them when it is known. default: a point, or what is typed. city: its name. postal_code: its code. full: an address. */
export type LocationInput = InputBase & LocationValidations & {
  input_type?: "location";
  appearance?: "default" | "city" | "postal_code" | "full";
  validations?: LocationValidations;
};

/** Asks a server for something; never shown, but its pending text is while it is awaited. Endpoints of a layer are asked one after the other, in a conversation when it is their turn; the layer is not left onward before the answer. When it fails: its on_error, else that of the layer, else the fallback values, else the fatalistic layer, else the session is closed. */
export interface Endpoint {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "endpoint";
  /** Name of the endpoint that the server keeps. */
  endpoint: Attribute;
  /** What is sent: from a name that a text could use, to a way into the request. */
  request?: Mappings;
  /** What comes back: from a way into the response, to slugs. */
  response?: AnswerMappings;
  /** How long the server waits. */
  timeout_ms?: number;
  /** How often the server tries again. */
  retries?: number;
  offline?: OfflinePolicy;
  /** Of the policy fallback, and for failures without an on_error: values by slug that are taken when there is no answer. */
  fallback?: Fallback;
  /** The layer to go to without a network. */
  offline_target?: Id;
  run?: EndpointRun;
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Shown while it is awaited. */
  pending?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  [extension: `x_${string}`]: unknown;
}

/** Proves who the visitor is: asks for a telephone number, address or user name, and then for what was sent or for the password. Until that is proven the layer is not left onward. Whoever is known already is not asked. What is typed as a code or password goes to the server and never into the session's log. */
export interface Auth {
  /** The component's name; unique in its layer. */
  id?: Id;
  type: "auth";
  method: AuthKind;
  /** Name of the answer that holds the telephone number, address or user name. */
  slug: Id;
  /** How long a code or link is valid: codes at most 10. */
  expires_minutes?: number;
  /** How often a code or password may be tried. */
  max_attempts?: number;
  /** Of magic_link: how often the link may be opened. */
  max_visits?: number;
  /** How long to wait before it is sent again. */
  resend_seconds?: number;
  /** The layer to go to when it succeeded; left out: the layer goes on as usual. */
  next?: Id;
  /** The layer to go to when it failed. */
  on_failure?: Id;
  /** Where a value may come from, in order: the first that is there and fits, read as a reply would be. */
  autofill_source?: AutofillSource[];
  text?: Template;
  label?: Template;
  help?: Template;
  placeholder?: Template;
  error?: Template;
  /** Shown only when all of these hold. */
  visible_if?: Conditions;
  alternatives?: Alternatives;
  [extension: `x_${string}`]: unknown;
}

/** A component that is used instead on a channel: any kind, under the same id, shown when the component is. It has no id, visible_if and alternatives of its own. A text that it has not is the component's; its own stand in the content as <layer>.<component>.<channel>.<part>. */
export type Alternative = Message | Input | Button | Endpoint | Auth;

/** Sends a message, or begins a journey. */
export interface MessageAction {
  /** The action's name; unique in its layer. */
  id: Id;
  kind: "send";
  /** The layer to go to when it fails. */
  on_error?: Id;
  /** Where the message goes, by the name that the server knows; left out: the session's channel. */
  channel?: string;
  /** Slug of the answer that holds the receiver; left out: the contact. */
  to?: Id;
  /** The journey that begins instead. */
  journey?: FunnelSlug;
  /** What the journey begins with: from a name that a text could use, to a way into its data. */
  data?: Mappings;
  /** The message; lifted into the content as <layer>.<action>.text. */
  text?: Template;
  [extension: `x_${string}`]: unknown;
}

/** Hands a value over to an answer. */
export interface AnswerMapping {
  /** Where it is read. */
  from?: Path;
  /** The slug that it is an answer to. */
  to: Id;
}

/** Values that become answers. */
export type AnswerMappings = AnswerMapping[];

/** latest, or a hash of 64 lower-case hexadecimal digits. */
export type ReleaseName = string;

/** started: event 0. answered: a field's value was committed. pressed: a button of the whole-layer view. replied: a raw reply where one component is shown at a time. went_back: to the layer before. closed: ended from outside. requested: a code or link is wanted, once more perhaps, or a server is asked again. effect_result: what came of an effect. language_changed, channel_changed: goes on in another language, on another channel. */
export type EventKind = "started" | "answered" | "pressed" | "replied" | "went_back" | "closed" | "requested" | "effect_result" | "language_changed" | "channel_changed";

/** Who wrote the event: c the visitor's client, s the server. Each lane is a chain of its own; the header is event 0 of c. */
export type Lane = "c" | "s";

/** done: it worked. failed: it did not. offline: there is no network and the author said what to do then. elapsed: the time of a wait is over. A client may write the last two. */
export type EffectOutcome = "done" | "failed" | "offline" | "elapsed";

/** text: what was typed. option: the id of what was tapped. file: a file that was picked. */
export type ReplyKind = "text" | "option" | "file";

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export type Hash = string;

/** 128 bits as 32 lower-case hexadecimal digits. */
export type Identifier = string;

/** A whole number of milliseconds. */
export type Milliseconds = number;

/** An event with its place in the chain. */
export interface Event {
  /** Of lane s: how many events of the client's lane were committed before it. The event is played after exactly so many of them. */
  c_seen?: number;
  /** The event's own hash. */
  hash: Hash;
  input?: EventInput;
  kind: EventKind;
  lane?: Lane;
  /** Hash of the event before in the lane; left out at seq 0. */
  prev?: Hash;
  /** Of lane c: how many events of the server's lane the writer knew: no more than were played before it, and no less than the event before it knew. */
  s_seen?: number;
  /** Place in the lane; 0 of lane c is the header. */
  seq: number;
  /** Milliseconds since the session's page was opened; never goes back. */
  t_mono: Milliseconds;
  /** Milliseconds since 1970 by the writer's clock. */
  t_wall: Milliseconds;
  /** Made by the writer, unique for ever. */
  uid: Identifier;
}

/** What a visitor did: an event without its place in the chain. */
export interface Gesture {
  input?: EventInput;
  kind: EventKind;
  lane?: Lane;
  /** Of lane c: how many events of the server's lane the visitor knew; all that were played when it is left out. */
  s_seen?: number;
  /** Milliseconds since the session's page was opened; never goes back. */
  t_mono: Milliseconds;
  /** Milliseconds since 1970 by the writer's clock. */
  t_wall: Milliseconds;
  /** Made by the writer, unique for ever. */
  uid: Identifier;
}

/** What the event brings, by its kind; left out when empty. */
export type EventInput = Started | Answered | Pressed | Replied | WentBack | Closed | Requested | EffectResult | LanguageChanged | ChannelChanged;

/** What the session is pinned to. */
export interface Started {
  /** The session's id: the first half of the SHA-256 of its secret. */
  session: Identifier;
  /** Hash of the release that is played. */
  release: Hash;
  /** Hash of its structure. */
  structure: Hash;
  /** Level of the rules that the log was made with. */
  rules: number;
  /** Source of all randomness of the session. */
  random_seed: Identifier;
  /** The language that is played. */
  language: Language;
  channel: Channel;
  /** What came with the visitor, by slug, as it came. */
  initial?: Values;
  /** What the host knows of the device: language, device_type, os, browser. */
  device?: Values;
  /** Attributes of the contact that the host knows. */
  contact?: Values;
  /** Answers of an earlier session, by slug. */
  prior?: Values;
  /** How the host knows who the visitor is. */
  auth?: Authentication;
}

/** Values by name; left out when empty. */
export type Values = Record<string, unknown>;

/** Who the visitor was proven to be, and how. */
export interface Authentication {
  /** How it was proven: a method of an auth component, or a word of the host's. */
  method: string;
  /** The telephone number, address or name. */
  contact?: string;
}

/** An auth component is to send its code or link, or once more after resend_seconds; or an endpoint is to be asked again. */
export interface Requested {
  /** Of the current layer. */
  component: Id;
}

/** What came of an effect that the session asked for. Secrets that a visitor types are no part of it: they travel beside the log, and only whether they were right is written down. */
export interface EffectResult {
  effect: EffectKey;
  outcome: EffectOutcome;
  /** Status of the answer that a server gave, if one did. */
  status?: number;
  /** What came back. */
  data?: unknown;
}

/** Names an effect for ever: the uid of the event that caused it and its number among that event's effects. Whoever does it twice tells so by this. */
export type EffectKey = string;

/** The session goes on in another language of the same structure. */
export interface LanguageChanged {
  /** The new language. */
  language: Language;
  /** Hash of the release in that language. */
  release: Hash;
}

/** The session goes on on another channel of the funnel. */
export interface ChannelChanged {
  /** The new channel. */
  channel: Channel;
  /** Hash of the release that is played there. */
  release: Hash;
}

/** A field's value, committed. No value clears it. */
export interface Answered {
  /** The answer's name. */
  slug: Id;
  value?: AnswerValue;
}

/** text: a text. numeric: a number. boolean: true or false. choice: an option's value, or a list of them. file: a file reference, or a list of them. matrix: a column, or a list of them, by row. datetime: an ISO 8601 text; range: from and to. location: text, city, postal_code, latitude, longitude and radius_km, as many as are known. Of an input that is_array: a list of such values. */
export type AnswerValue = string | number | boolean | FileReference | Values | (string | number | boolean | FileReference | Values)[];

/** What the visitor's device knows about a picked file; the bytes stay with the device. */
export interface FileReference {
  /** The file's name. */
  name: string;
  /** Its media type. */
  media_type: string;
  /** Its size in bytes. */
  size: number;
  /** Hash of its bytes; left out when it is not known. */
  sha256?: Hash;
}

/** A button of the whole-layer view; next names the way onward of a layer without a jump button. */
export interface Pressed {
  /** The button's id. */
  button: Id;
}

/** A raw reply; the engine reads it as a typed value. */
export type Replied = TextReply | OptionReply | FileReply;

/** What was typed. */
export interface TextReply {
  /** As it was typed; empty skips what is not mandatory. */
  text: string;
}

/** What was tapped. */
export interface OptionReply {
  /** An option's value, or a button's id. */
  option: string;
}

/** What was picked. */
export interface FileReply {
  file: FileReference;
}

/** Back to the layer before. */
export type WentBack = Record<string, never>;

/** Ended from outside. */
export interface Closed {
  /** Why. */
  reason: string;
}

/** error: can not be used. warning: works, though hardly as meant. info: worth knowing. */
export type Severity = "error" | "warning" | "info";

/** completed: a result layer was reached. closed: ended for a reason. abandoned: no event for too long. */
export type SessionStatus = "in_progress" | "completed" | "closed" | "abandoned";

/** What does not fit about a value. */
export type ProblemCode = "missing" | "wrong_type" | "too_short" | "too_long" | "pattern" | "not_allowed" | "too_small" | "too_large" | "step" | "not_equal" | "not_integer" | "invalid_email" | "invalid_phone" | "too_few" | "too_many" | "file_too_large" | "media_type" | "not_understood" | "invalid_url" | "invalid_code" | "invalid_date" | "invalid_time" | "too_early" | "too_late";

/** Why an event changed nothing. */
export type RefusalCode = "malformed" | "wrong_session" | "wrong_release" | "wrong_structure" | "wrong_rules" | "wrong_language" | "wrong_channel" | "not_started" | "already_started" | "ended" | "not_on_layer" | "wrong_type" | "unknown_button" | "layer_incomplete" | "nowhere_to_go" | "too_many_events" | "wrong_seq" | "wrong_prev" | "wrong_hash" | "wrong_lane" | "waiting" | "not_awaited" | "not_offline" | "too_soon" | "unknown_component" | "disabled" | "read_only";

/** What can happen in a step. */
export type FactKind = "entered" | "left" | "answered" | "pressed" | "asked_again" | "went_back" | "completed" | "converted" | "triggered" | "closed" | "skipped" | "autofilled" | "computed" | "exposed" | "checkpoint" | "requested" | "settled" | "authenticated" | "restarted" | "language_changed" | "channel_changed";

/** Where an answer comes from. given: by the visitor. initial: with the visitor. autofill: found by autofill_source. computed: by a calculation. response: by an endpoint. */
export type AnswerOrigin = "given" | "initial" | "autofill" | "computed" | "response";

/** What a host can be asked to do. */
export type EffectKind = "say" | "call" | "authenticate" | "send" | "emit" | "wait";

/** How far an auth or endpoint component has come. idle: nothing was asked yet. waiting: the answer has not come. */
export type ProcessState = "idle" | "waiting" | "done" | "failed" | "offline";

/** gsm7: the alphabet of GSM 03.38. ucs2: everything else. */
export type SmsEncoding = "gsm7" | "ucs2";

/** paragraph: of its own. bullet, numbered: an item of a list. */
export type RichKind = "paragraph" | "bullet" | "numbered";

/** text: plain text. buttons: text with up to 3 buttons. list: text with a list to open. media: the component's picture, file or medium, with text below it. location: the component's place. */
export type OutgoingForm = "text" | "buttons" | "list" | "media" | "location";

/** Everything that a painter needs. web: components is the whole layer, without what is hidden. Elsewhere it is what waits for a reply: one input, a message with replies, or the buttons of the layer; what was said before it came as say effects. */
export interface View {
  status: SessionStatus;
  /** Why the session was closed. */
  reason?: string;
  /** The funnel's slug. */
  funnel: string;
  /** The funnel's title. */
  title: string;
  /** Language of the texts. */
  language: Language;
  channel: Channel;
  /** Id of the layer where the session is. */
  layer: string;
  layer_type: LayerType;
  /** What to show, in order. */
  components?: ViewComponent[];
  /** Offer the way onward as pressed with the button next. */
  next?: boolean;
  /** There is a layer before this one. */
  can_go_back?: boolean;
  /** The layer can not be left before the answer to an effect has come. */
  waiting?: boolean;
  /** What to say meanwhile. */
  pending?: string;
  progress: Progress;
  /** What the visitor can quote: 8 characters. */
  reference_code: string;
}

/** Layers behind, and the fewest and most that may still come before a result. */
export interface Progress {
  /** Layers behind. */
  done: number;
  /** Fewest layers to come. */
  shortest: number;
  /** Most layers to come. */
  longest: number;
}

/** A component with its texts in the session's language, its value and what is wrong with it. */
export interface ViewComponent {
  /** The layer's id. */
  layer: string;
  /** The component's id. */
  id: string;
  type: ComponentType;
  /** How a message or an input looks. */
  appearance?: MessageAppearance | InputAppearance;
  /** Of a button. */
  kind?: ButtonKind;
  /** Of an input. */
  input_type?: InputType;
  /** What a message says or a button is called. */
  text?: string;
  /** Title of a message. */
  title?: string;
  /** Subtitle of a message. */
  subtitle?: string;
  /** The question. */
  label?: string;
  /** How to answer. */
  help?: string;
  /** An example inside the empty field. */
  placeholder?: string;
  /** What the author says when an answer does not fit. */
  error?: string;
  /** Address of the picture. */
  image?: string;
  /** What the picture says to whoever does not see it. */
  alt?: string;
  /** Of a message written in markdown, on web and web_chat: its text in blocks. text says the same without formatting. */
  rich?: RichBlock[];
  /** Name of the answer. */
  slug?: string;
  /** The answer so far. */
  value?: AnswerValue;
  /** The layer can not be left onward without an answer. */
  mandatory?: boolean;
  /** The answer is a list. */
  multiple?: boolean;
  /** A text of the visitor's own is an answer too. */
  allow_other?: boolean;
  validations?: ViewValidations;
  /** What can be chosen, in the order to show. */
  options?: ViewOption[];
  /** What is wrong with the value. */
  problems?: Problem[];
  /** Of a matrix: what is judged. */
  rows?: ViewOption[];
  /** Of a matrix: how. */
  columns?: ViewOption[];
  /** Of datetime: the first that fits; today is resolved. */
  earliest?: string;
  /** Of datetime: the last that fits. */
  latest?: string;
  /** The value is a list of such values. */
  is_array?: boolean;
  /** The value is there already and may not be changed. */
  read_only?: boolean;
  /** Of a message or a link button: the address. */
  url?: string;
  /** Of asset and media: what the file is. */
  media_type?: string;
  /** Of location: degrees north. */
  latitude?: number;
  /** Of location: degrees east. */
  longitude?: number;
  /** Of a message: what it lists, or the replies to it. */
  items?: ViewItem[];
  /** Of a call button: the number. */
  phone?: string;
  /** Of a button: it can not be pressed now. */
  disabled?: boolean;
  /** Of auth. */
  method?: AuthKind;
  /** Of auth and endpoint. */
  state?: ProcessState;
  /** Of endpoint: what to say while it is waited for. */
  pending?: string;
  /** Of auth, while a code or password is waited for: how often it may still be tried. */
  attempts_left?: number;
  /** Of auth, while waiting: when it may be sent again, in milliseconds since 1970. */
  resend_at_ms?: number;
  /** On whatsapp and sms: what is sent. Left out of a component whose text is part of the next one said. */
  outgoing?: Outgoing;
}

/** A paragraph or an item of a list. */
export interface RichBlock {
  kind: RichKind;
  /** Of numbered: what stands before it. */
  number?: number;
  /** Its words, one after the other. */
  runs: RichRun[];
}

/** Words that look the same. A line feed among them breaks the line. */
export interface RichRun {
  /** The words. */
  text: string;
  /** They are important. */
  bold?: boolean;
  /** They are stressed. */
  italic?: boolean;
  /** They lead to this address: http, https, mailto or tel. */
  url?: string;
}

/** A line of a compound message, a row of a list, a quick reply. */
export interface ViewItem {
  /** What a reply that means it is: replied with the option. */
  value: string;
  /** What it is called. */
  title: string;
  /** A line below the title. */
  description?: string;
  /** Address of a picture. */
  image?: string;
  /** Address of a link. */
  url?: string;
  /** What its section is called. */
  section?: string;
}

/** What whatsapp or sms is sent for a component. whatsapp: up to 3 choices of at most 20 characters are buttons, up to 10 of at most 24 a list with descriptions cut at 72; everything else, several choices, a ranking and what has more than 1,024 characters beside its choices is numbered text, cut at 4,096; captions are cut at 1,024. sms: numbered text, cut at 1,600; messages that follow each other on a layer are sent as one while they fit. */
export interface Outgoing {
  form: OutgoingForm;
  /** What it says; with the numbered choices in it when the form is text. */
  text?: string;
  /** Of buttons and list. */
  choices?: OutgoingChoice[];
  /** Something was longer than the channel takes. */
  cut?: boolean;
}

/** A way to answer. */
export interface OutgoingChoice {
  /** Comes back as replied with the option. */
  id: string;
  /** What it is called. */
  title: string;
  /** A line below the title. */
  description?: string;
  /** What its section is called. */
  section?: string;
}

/** The rules of the input, whatever its type. */
export type ViewValidations = TextValidations & NumericValidations & ChoiceValidations & FileValidations & LocationValidations;

/** Something that can be chosen. */
export interface ViewOption {
  /** The answer when it is chosen. */
  value: string;
  /** What the visitor sees. */
  title: string;
  /** Address of a picture. */
  image?: string;
}

/** One thing that does not fit about a value. */
export interface Problem {
  code: ProblemCode;
  /** The bound that was missed. */
  limit?: number | string | string[];
  /** The part of the value that is meant: an element, a row, a member; left out: the whole. */
  pointer?: string;
}

/** Something that happened in a step. */
export interface Fact {
  kind: FactKind;
  /** Where. */
  layer: string;
  /** Of answered, autofilled, pressed, asked_again, checkpoint, requested, settled and authenticated: the component or action. */
  component?: string;
  /** Of answered, autofilled and computed. */
  slug?: string;
  /** Of closed: the reason. Of triggered: the domain event. Of exposed: the experiment. Of checkpoint: its name. Of settled: the outcome. Of authenticated: the method. Of language_changed and channel_changed: the new one. */
  name?: string;
  /** Of exposed: what the session got. */
  variant?: string;
}

/** Something that the host is asked to do. All but say have a key: whoever does one twice tells so by it. */
export type Effect = SayEffect | CallEffect | AuthenticateEffect | SendEffect | EmitEffect | WaitEffect;

/** Say this component, or ask it again. */
export interface SayEffect {
  kind: "say";
  component: ViewComponent;
  /** The last reply did not fit; component.problems says why. */
  again?: boolean;
}

/** The server asks an endpoint that it keeps; the session waits for the effect_result, or has gone on. */
export interface CallEffect {
  kind: "call";
  key: EffectKey;
  /** Where it was asked for. */
  layer: string;
  /** The component or action that asks. */
  component: string;
  /** Name of the endpoint. */
  endpoint: string;
  /** What is sent. */
  request?: Values;
  /** How long to wait for one answer. */
  timeout_ms: number;
  /** How often to try again. */
  retries?: number;
  offline?: OfflinePolicy;
}

/** The server sends a code or link to the identity, or makes ready to check a password. What the visitor types goes to the server beside the log; whether it was right comes back as effect_result. */
export interface AuthenticateEffect {
  kind: "authenticate";
  key: EffectKey;
  /** Where it was asked for. */
  layer: string;
  /** The component or action that asks. */
  component: string;
  method: AuthKind;
  /** The telephone number, address or name. */
  identity: string;
  /** How long it is valid. */
  expires_minutes?: number;
  /** How often it may be tried. */
  max_attempts?: number;
  /** Of magic_link: how often it may be opened. */
  max_visits?: number;
}

/** Send a message, or begin a journey; nobody waits for it. */
export interface SendEffect {
  kind: "send";
  key: EffectKey;
  /** Where it was asked for. */
  layer: string;
  /** The action that asks. */
  component: string;
  /** Where the message goes. */
  channel?: string;
  /** The receiver; left out: the contact. */
  to?: string;
  /** The message. */
  text?: string;
  /** The journey that begins instead. */
  journey?: string;
  /** What the journey begins with. */
  data?: Values;
}

/** Raise a domain event; nobody waits for it. */
export interface EmitEffect {
  kind: "emit";
  key: EffectKey;
  /** Where it was asked for. */
  layer: string;
  /** The action or button that asks. */
  component: string;
  /** The event's name. */
  name: string;
  /** What it carries. */
  data?: Values;
}

/** Write an effect_result elapsed when it is time. */
export interface WaitEffect {
  kind: "wait";
  key: EffectKey;
  /** Where it was asked for. */
  layer: string;
  /** The action that asks. */
  component: string;
  /** Milliseconds since 1970. */
  until_ms: number;
}

/** Why an event changed nothing. */
export interface Refused {
  code: RefusalCode;
  /** The same in plain words. */
  sentence: string;
  /** The part of the event that does not fit. */
  pointer?: string;
}

/** What one gesture led to. */
export interface PlayResponse {
  /** The sealed event, to be kept; none when it was refused. */
  event?: Event;
  refused?: Refused;
  /** What happened, in order. */
  facts: Fact[];
  /** What to do, in order. */
  effects: Effect[];
  view: View;
}

/** Where a log leads. */
export interface RestoreResponse {
  /** Events that were accepted; the refused one has this index. */
  accepted: number;
  refused?: Refused;
  /** What happened, in order. */
  facts: Fact[];
  /** What there was to do, in order. */
  effects: Effect[];
  view: View;
}

/** What a host should know about a funnel that was read. */
export interface FunnelResponse {
  /** The funnel's name in addresses. */
  slug: string;
  /** The funnel's name for people. */
  title: string;
  /** The wanted languages. */
  languages: string[];
  /** The language when nobody says. */
  default_language: string;
  /** The wanted channels. */
  channels: Channel[];
  /** Hash of the structure. */
  structure: Hash;
  /** Hash of the release by language. */
  releases: Record<string, Hash>;
  theme?: Theme;
  /** Whether the browser erases the session once it has ended and the server has all of it. */
  forget_on_end?: boolean;
  /** Whether a field is wanted that people do not see. */
  honeypot?: boolean;
  /** How many bits of the proof of work must be 0; 0: none is wanted. */
  proof_of_work?: number;
}

/** One thing that is wrong, or worth knowing, about a text. */
export interface Diagnostic {
  /** Stable and machine readable. */
  code: string;
  severity: Severity;
  /** 1-based; left out when the place has no text. */
  line?: number;
  /** 1-based, in code points. */
  column?: number;
  /** JSON pointer of the place. */
  pointer: string;
  /** What is wrong and what would be right. */
  sentence: string;
  /** Other places that have to do with it. */
  related?: RelatedPlace[];
}

/** Another place that has to do with a diagnostic. */
export interface RelatedPlace {
  /** 1-based; left out when the place has no text. */
  line?: number;
  /** 1-based, in code points. */
  column?: number;
  /** JSON pointer of the place. */
  pointer: string;
  /** What the place has to do with it. */
  sentence: string;
}

/** What happened to the client. opened: the device's log was read; the sync begins anew. appended: a new event. stored, store_failed: how writing went. taken: another tab writes this session now. answered, failed: how a request went. timer: what wake asked for. online, offline, hiding: the page's surroundings. asking: the visitor waits for something that the server does. unfit: behind new events of the server an event of the log can no longer be played. */
export type SyncInputKind = "opened" | "appended" | "stored" | "store_failed" | "taken" | "answered" | "failed" | "timer" | "online" | "offline" | "hiding" | "asking" | "unfit";

/** What the host must do. store: add the event to the database. send: make a request. wake: send a timer input later. save: remember how far everything has come. set_aside: move refused events out of the session. server_events: take events of the server's lane and play the session again; save tells when to keep them. report: show the status. */
export type SyncActionKind = "store" | "send" | "wake" | "save" | "set_aside" | "server_events" | "report";

/** saving: being written to the device. waiting: on the device, not sent. syncing: being sent. synced: all confirmed. halted: no more is sent. not_saved: the device could not keep an event. */
export type SyncStatus = "saving" | "waiting" | "syncing" | "synced" | "halted" | "not_saved";

/** Why a log goes on beside the main line. fork: the server has other events in its place. epoch: another device writes the session now. */
export type SyncBranched = "fork" | "epoch";

/** The address of a chain that left another one: it shares its events up to a place and keeps all hashes. */
export interface SyncBranch {
  /** First 4 digits of the root's id, then the first 28 of the SHA-256 of `tundish:branch:1`, a line feed, the root's id, a line feed and the hash of the branch's first own event. */
  session: Identifier;
  /** The chain that it left: the root or a branch. */
  parent: Identifier;
  /** The last shared seq; -1 when not even the header is. */
  at: number;
}

/** An event as it is kept and sent. */
export interface LoggedEvent {
  /** Place in the log. */
  seq?: number;
  /** The event's hash. */
  hash: Hash;
  /** The canonical text of the event, byte for byte. */
  text: string;
}

/** What a sync is begun with. */
export interface SyncStart {
  /** The session's id. */
  session: Identifier;
  /** The release that is played. */
  release: Hash;
  /** Level of the rules. */
  rules: number;
}

/** What happened to the client; kind tells which properties count. */
export interface SyncInput {
  kind: SyncInputKind;
  /** Of appended. */
  event?: LoggedEvent;
  /** Of opened: the whole chain from the header on, in order; the events that a branch shares with its parent too. */
  log?: LoggedEvent[];
  /** Of opened: as saved. */
  gen?: number;
  /** Of opened: as saved. */
  acked?: number;
  /** Of opened: as saved; one more than the server's to take the session over. */
  epoch?: number;
  /** Of opened: as saved, or as set_aside told. */
  branch?: SyncBranch;
  /** Of opened: the events behind the branch's place were set aside and are handed in for quarantine. */
  refused?: boolean;
  /** Of opened: how many events of the server's lane the device has. */
  s_have?: number;
  /** Of opened: the hash of the last of them. */
  s_hash?: string;
  /** Of opened: another device wrote the session so far. */
  take_over?: boolean;
  /** Of stored: how many events of the log are on the device now. Not told for an event that left the log before it was written. Of unfit: the first event that no longer fits. */
  count?: number;
  /** Of store_failed, and the code of unfit. */
  reason?: string;
  /** Of unfit: the reason in words. */
  sentence?: string;
  /** Of answered and failed: the number that send gave. */
  request?: number;
  /** Of answered: the HTTP status. */
  status?: number;
  /** Of answered. */
  body?: string;
  /** Of answered. */
  retry_after_ms?: number;
  /** Of answered and failed: from 0 to below 1. */
  random?: number;
}

/** What the host must do now. */
export interface SyncStep {
  /** In order. */
  actions: SyncAction[];
}

/** Something that the host must do. */
export type SyncAction = StoreAction | SendAction | WakeAction | SaveAction | SetAsideAction | ServerEventsAction | ReportAction;

/** Add the event to the device's database; never overwrite. The same event, byte for byte, that is there already is stored. */
export interface StoreAction {
  kind: "store";
  event: LoggedEvent;
}

/** Make a request to the server. */
export interface SendAction {
  kind: "send";
  /** Its number, to be told with the answer. */
  request: number;
  /** The id in the address: the root's or a branch's. */
  session: Identifier;
  /** The request's body, byte for byte. */
  body: string;
  /** The page is going away. */
  keepalive?: boolean;
}

/** Send a timer input after the delay; replaces an earlier wake. */
export interface WakeAction {
  kind: "wake";
  /** How long to wait. */
  delay_ms?: number;
}

/** Remember these beside the log. */
export interface SaveAction {
  kind: "save";
  /** The server's generation. */
  gen?: number;
  /** How many events the server has confirmed. */
  acked?: number;
  /** Which device may write. */
  epoch: number;
  /** Where the log is sent; none: to the root. */
  branch?: SyncBranch;
  /** Keep the server's lane, too, as it is now: the device has the events that it stands behind. */
  server_lane?: boolean;
}

/** The server refused the events from here on: move them into a record of their own that is opened as refused, and go back to the state before them. */
export interface SetAsideAction {
  kind: "set_aside";
  /** The first seq that leaves the log. */
  at?: number;
  /** Where they are handed in. */
  branch: SyncBranch;
  /** Why they were refused. */
  reason: string;
  /** The same in words. */
  sentence?: string;
}

/** Events of the server's lane: those that the device has from `at` on are no longer so, these stand in their place. Play the session again, and tell with unfit what can no longer be played. */
export interface ServerEventsAction {
  kind: "server_events";
  /** The seq of the first of them. */
  at?: number;
  /** The list of events, each of them canonical. */
  body: string;
}

/** Show how far everything has come. */
export interface ReportAction {
  kind: "report";
  status: SyncStatus;
  /** Events not yet confirmed. */
  waiting?: number;
  /** Of halted and not_saved. */
  reason?: string;
  /** Why the log goes on beside the main line. */
  branched?: SyncBranched;
}

/** What the client sends. Without events it asks whether the server still has everything. */
export interface SyncRequest {
  /** The server's generation; 0 until it has told. */
  gen: number;
  /** Which device may write. */
  epoch: number;
  /** The release that is played. */
  release: Hash;
  /** Level of the rules. */
  rules: number;
  /** The seq of the first event. */
  from: number;
  /** Hash of the event before the first; empty at seq 0. */
  prev: string;
  /** At most 64 events and 256 KB. */
  events: Event[];
  /** Events of the server's lane that the client has. */
  s_have: number;
  /** The hash of the last of them. */
  s_hash?: Hash;
  /** Of a branch: the chain that it left. */
  parent?: Identifier;
  /** Of a branch: the last shared seq; -1 when not even the header is. */
  at?: number;
  /** The events were refused before and are handed in for quarantine. */
  refused?: boolean;
}

/** 200: what the server has of one request. */
export interface SyncAnswer {
  /** The server's generation. */
  gen: number;
  /** Which device may write now. */
  epoch: number;
  /** The last seq of the request that is committed and identical; without events, the seq before it. */
  ack_to: number;
  /** Its hash. */
  ack_hash: Hash;
  /** Events of the server's lane. */
  s_events: Event[];
  /** The seq of the first of them; 0 when what the client has is not what is here. Left out when there is nothing new. */
  s_from?: number;
}

/** 409: the server has something else than the client thought. A problem document with these members. */
export interface SyncConflict {
  /** gap: events before these are missing. fork: the session goes on differently here. gen: the database was restored. epoch: another device writes the session now. orphan: what the branch shares with its parent is not here. ahead: the database was restored, and the server does again what the events know already; try again later. */
  code: "gap" | "fork" | "gen" | "epoch" | "orphan" | "ahead";
  /** The last seq of the request that is committed and identical; -1 when none is. */
  ack_to: number;
  /** Its hash, or empty. */
  ack_hash: string;
  /** Of gap: the seq that comes next. */
  need?: number;
  /** Of fork: the first seq that differs; the one before the request when the request does not follow on it. Of epoch: the first seq that was not taken. */
  at?: number;
  /** Of fork: what the server has there. */
  hash_at?: string;
  /** Of fork and epoch: the last seq here. */
  head?: number;
  /** Of gen: the generation now. */
  gen?: number;
  /** Of epoch and fork: the one that may write. */
  epoch?: number;
}

/** 422 with the code refused: replay says that this cannot have happened. The events from seq on are kept in quarantine, unless the reason is wrong_release or wrong_rules. A problem document with these members. */
export interface SyncRefusal {
  code: "refused";
  /** The server's generation. */
  gen: number;
  /** The first refused event. */
  seq: number;
  /** Why. */
  reason: string;
  /** Which member of the event. */
  pointer?: string;
  /** Why, in words. */
  sentence: string;
  /** The last seq of the request that is committed and identical; -1 when none is. */
  ack_to: number;
  /** Its hash, or empty. */
  ack_hash: string;
}
