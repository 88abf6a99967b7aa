// Demo funnels for readers from right to left.
import { readFileSync } from 'node:fs';

const demo = (name) =>
  JSON.parse(readFileSync(new URL(`../../server/demos/funnels/${name}.json`, import.meta.url), 'utf8'));

const texts = {
  'welcome.hello.title': 'اكتشف ما يمكن أن يوفّره سطح منزلك',
  'welcome.hello.subtitle': 'خمسة أسئلة قصيرة. يصلك التقدير بالبريد، ولا يتصل بك أحد إلا إذا طلبت ذلك.',
  'welcome.place.label': 'أين ستوضع الألواح؟',
  'welcome.place.options.house': 'منزلي الخاص',
  'welcome.place.options.company': 'مبنى شركة',
  'welcome.place.options.rented': 'منزل مستأجر',
  'welcome.begin.text': 'متابعة',
  'house.intro.title': 'عن منزلك',
  'house.bill.label': 'كم تدفع للكهرباء كل شهر؟',
  'house.bill.help': 'باليورو. يكفي تقدير تقريبي.',
  'house.plans.label': 'ما الذي قد يحتاج إلى الكهرباء قريبًا؟',
  'house.plans.options.car': 'سيارة كهربائية',
  'house.plans.options.heat_pump': 'مضخة حرارية',
  'house.plans.options.pool': 'مسبح',
  'house.photo.label': 'صورة للسطح',
  'house.photo.help': 'تكفي صورة من الشارع. تبقى على جهازك إلى أن تُرسل.',
  'house.on.text': 'متابعة',
  'house.back.text': 'رجوع',
  'company.intro.title': 'عن الشركة',
  'company.name.label': 'الشركة',
  'company.people.label': 'كم شخصًا يعمل هناك؟',
  'company.people.placeholder': '25',
  'company.owned.label': 'الشركة تملك المبنى',
  'company.on.text': 'متابعة',
  'company.back.text': 'رجوع',
  'contact.intro.title': 'إلى أين نرسل التقدير؟',
  'contact.given_name.label': 'الاسم الأول',
  'contact.email.label': 'البريد الإلكتروني',
  'contact.email.placeholder': 'name@example.com',
  'contact.phone.label': 'الهاتف',
  'contact.phone.help': 'فقط إذا أردت أن نتصل بك.',
  'contact.consent.label': 'يجوز لشركة Northlight حفظ هذه الإجابات لإعداد التقدير.',
  'contact.send.text': 'إرسال الإجابات',
  'contact.back.text': 'رجوع',
  'thanks.text.title': 'شكرًا لك، {{given_name}}',
  'thanks.text.text': 'تقديرك في طريقه إلى {{email}}. رقمك المرجعي هو {{reference_code}}.',
  'priority.text.title': 'شكرًا لك، {{given_name}}',
  'priority.text.text': 'يكتب مهندس اليوم إلى {{email}}. رقمك المرجعي هو {{reference_code}}.',
  'rented.text.title': 'لست بحاجة إلى سطح خاص بك',
  'rented.text.text': 'اسأل المالك عن لوح للشرفة: يوصَل بالمقبس وينتقل معك.',
  'closed.text.title': 'لنتوقف هنا',
  'closed.text.text': 'لم نفهم بعضنا. اكتب إلى hello@northlight.example ويجيبك شخص.',
};

/** The lead form in Arabic. */
export const arabicForm = {
  ...demo('lead-form'),
  slug: 'lead-form-ar',
  title: 'نورثلايت للطاقة الشمسية',
  languages: ['ar'],
  default_language: 'ar',
  content: { ar: texts },
};

/** Every field, laid out from right to left; its words are those of the demo. */
export const mirroredFields = { ...demo('all-fields'), slug: 'all-fields-ar', default_language: 'ar' };
