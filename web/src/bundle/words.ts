/** What a bundled page says beside the player. */
import { stringsOf } from '../player/strings.ts';

export interface Words {
  /** In place of what is said where answers can be sent. */
  kept: string;
  save: string;
  saved: (count: number) => string;
  nothing: string;
  notKept: string;
}

const english: Words = {
  kept: 'Your answers are kept in this browser. Save them to a file to hand them in.',
  save: 'Save the answers to a file',
  saved: (count) => `The file with ${count === 1 ? 'one session' : `${count} sessions`} is among your downloads.`,
  nothing: 'There are no answers to save yet.',
  notKept: 'This browser keeps no answers for this page, so there is nothing to save.',
};

const others: Readonly<Record<string, Words>> = {
  es: {
    kept: 'Tus respuestas se guardan en este navegador. Guárdalas en un archivo para entregarlas.',
    save: 'Guardar las respuestas en un archivo',
    saved: (count) => `El archivo con ${count === 1 ? 'una sesión' : `${count} sesiones`} está en tus descargas.`,
    nothing: 'Todavía no hay respuestas que guardar.',
    notKept: 'Este navegador no guarda respuestas para esta página, así que no hay nada que guardar.',
  },
  pt: {
    kept: 'As suas respostas ficam neste navegador. Guarde-as num ficheiro para as entregar.',
    save: 'Guardar as respostas num ficheiro',
    saved: (count) => `O ficheiro com ${count === 1 ? 'uma sessão' : `${count} sessões`} está nas suas transferências.`,
    nothing: 'Ainda não há respostas para guardar.',
    notKept: 'Este navegador não guarda respostas para esta página, por isso não há nada para guardar.',
  },
  fr: {
    kept: 'Vos réponses sont conservées dans ce navigateur. Enregistrez-les dans un fichier pour les remettre.',
    save: 'Enregistrer les réponses dans un fichier',
    saved: (count) => `Le fichier avec ${count === 1 ? 'une session' : `${count} sessions`} est dans vos téléchargements.`,
    nothing: "Il n'y a pas encore de réponses à enregistrer.",
    notKept: "Ce navigateur ne conserve pas de réponses pour cette page : il n'y a rien à enregistrer.",
  },
  de: {
    kept: 'Ihre Antworten bleiben in diesem Browser. Speichern Sie sie in einer Datei, um sie abzugeben.',
    save: 'Die Antworten in einer Datei speichern',
    saved: (count) => `Die Datei mit ${count === 1 ? 'einer Sitzung' : `${count} Sitzungen`} liegt bei Ihren Downloads.`,
    nothing: 'Es gibt noch keine Antworten zum Speichern.',
    notKept: 'Dieser Browser behält für diese Seite keine Antworten, also gibt es nichts zu speichern.',
  },
  ar: {
    kept: 'إجاباتك محفوظة في هذا المتصفح. احفظها في ملف لتسليمها.',
    save: 'حفظ الإجابات في ملف',
    saved: (count) => `الملف موجود في التنزيلات. عدد الجلسات: ${count}.`,
    nothing: 'لا توجد إجابات لحفظها بعد.',
    notKept: 'هذا المتصفح لا يحفظ إجابات لهذه الصفحة، فلا يوجد ما يمكن حفظه.',
  },
  he: {
    kept: 'התשובות שלך נשמרות בדפדפן הזה. יש לשמור אותן בקובץ כדי למסור אותן.',
    save: 'שמירת התשובות בקובץ',
    saved: (count) => `הקובץ נמצא בהורדות. מספר הפעמים: ${count}.`,
    nothing: 'עדיין אין תשובות לשמירה.',
    notKept: 'הדפדפן הזה אינו שומר תשובות עבור הדף הזה, ולכן אין מה לשמור.',
  },
  hi: {
    kept: 'आपके उत्तर इस ब्राउज़र में रखे हैं। सौंपने के लिए उन्हें फ़ाइल में सहेजें।',
    save: 'उत्तरों को फ़ाइल में सहेजें',
    saved: (count) => `फ़ाइल आपके डाउनलोड में है। सत्र: ${count}.`,
    nothing: 'सहेजने के लिए अभी कोई उत्तर नहीं है।',
    notKept: 'यह ब्राउज़र इस पृष्ठ के उत्तर नहीं रखता, इसलिए सहेजने के लिए कुछ नहीं है।',
  },
  ja: {
    kept: '回答はこのブラウザーに保存されています。提出するにはファイルに保存してください。',
    save: '回答をファイルに保存',
    saved: (count) => `${count} 件の回答を含むファイルをダウンロードしました。`,
    nothing: '保存する回答はまだありません。',
    notKept: 'このブラウザーはこのページの回答を保存しないため、保存するものがありません。',
  },
  zh: {
    kept: '您的回答保存在此浏览器中。请将其保存为文件以便提交。',
    save: '将回答保存为文件',
    saved: (count) => `包含 ${count} 个会话的文件已在下载中。`,
    nothing: '还没有可保存的回答。',
    notKept: '此浏览器不为此页面保存回答，因此没有可保存的内容。',
  },
};

export const wordsOf = (language: string): Words =>
  others[language.toLowerCase().split('-')[0] ?? ''] ?? english;

/** Nothing is ever sent from here: the player must not say that it will be. */
export function sayKept(language: string): void {
  stringsOf(language).waiting = () => wordsOf(language).kept;
}
