// Which of the looks has a form for what. The format says it (channel_fit); the gallery's test asks
// the engine whether this is the same.
const noPage = /^message-(asset|list|location|media|quick-reply|text)$/;
const noChat =
  /^(button-(call|restart)|datetime-.*|file-(dropzone|file|signature)|input-several-files|matrix-.*|numeric-(slider|spinner)|text-(full-formatted|markdown))$/;

/** `page` and `chat`, as far as there are such. */
export const looksOf = ({ slug }) => ["page", "chat"].filter((look) => !(look === "page" ? noPage : noChat).test(slug));

export const channelOf = (look) => (look === "chat" ? "web_chat" : "web");
