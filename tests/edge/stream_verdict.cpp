#include "edge/stream_verdict.hpp"

namespace tundish::edge {

std::string text_of(const http::Request& request, http::Connection connection) {
  std::string text(http::to_text(request.method));
  text += ' ' + request.path + '?' + request.query;
  text += connection == http::Connection::close ? " close" : " keep";
  for (const http::Header& header : request.headers) {
    text += '|' + header.name + '=' + header.value;
  }
  return text + "|" + request.body;
}

void feed(http::Framer& framer, std::string_view input, StreamVerdict& verdict) {
  while (!input.empty() && verdict.status == 0 && !verdict.is_closed) {
    switch (framer.feed(input)) {
      case http::Framer::Progress::more:
        break;
      case http::Framer::Progress::refused:
        verdict.status = framer.status();
        verdict.sentence = framer.sentence();
        break;
      case http::Framer::Progress::ready: {
        const http::Connection connection = framer.connection();
        verdict.requests.push_back(text_of(framer.take(), connection));
        verdict.is_closed = connection == http::Connection::close;
      }
    }
  }
  verdict.is_open = verdict.status == 0 && framer.is_under_way();
}

}  // namespace tundish::edge
