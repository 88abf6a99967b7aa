#include "api/answer_once.hpp"

#include <algorithm>
#include <utility>

#include "http/problem.hpp"
#include "service/idempotency.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostKey = 200;
constexpr std::string_view kHeader = "idempotency-key";
constexpr std::string_view kKeptHeaders[] = {"content-type", "etag"};

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kMostKey &&
         std::all_of(text.begin(), text.end(),
                     [](char letter) { return letter > ' ' && letter <= '~'; });
}

std::string hash_of(const http::Request& request) {
  return sha256_hex(std::string(http::to_text(request.method)) + ' ' + request.path + '?' +
                    request.query + '\n' + request.body);
}

std::string kept_headers(const http::Response& response) {
  Value headers{Value::Object{}};
  for (const http::Header& header : response.headers) {
    if (std::find(std::begin(kKeptHeaders), std::end(kKeptHeaders), header.name) !=
        std::end(kKeptHeaders)) {
      headers.set(header.name, header.value);
    }
  }
  return to_json(headers);
}

/// Keeps an answer, without its body where that has a secret; an error of ours is none.
http::Response kept(Context& context, store::IdempotencyKey row, AnswerKind kind,
                    http::Response response) {
  if (response.status >= 500) {
    service::release_key(context.store, row);
    return response;
  }
  row.status = response.status;
  if (kind == AnswerKind::may_be_kept) {
    row.headers = kept_headers(response);
    row.body = response.body.view();
  }
  service::keep_answer(context.store, row);
  return response;
}

http::Response again(const store::IdempotencyKey& row, AnswerKind kind) {
  if (kind == AnswerKind::has_a_secret && row.status < 300) {
    return http::problem_response(
        409, "answered_already",
        "This was done. Its answer had a secret, which is told once and not kept.");
  }
  http::Response response;
  response.status = static_cast<int>(row.status);
  response.body = row.body;
  if (const Result<Value> headers = parse_value(row.headers)) {
    for (const Value::Member& header : headers->object()) {
      http::set_header(response, header.name, header.value.text());
    }
  }
  http::set_header(response, "idempotency-replayed", "true");
  return response;
}

/// The handler's answer to the request that has the key; one that fails gives it back.
http::Response answered(Context& context, const store::IdempotencyKey& row, AnswerKind kind,
                        const std::function<http::Response()>& handler) {
  try {
    http::Response response = handler();
    if (!response.rest) return kept(context, row, kind, std::move(response));
    response.rest = [&context, row, kind, rest = std::move(response.rest)] {
      return answered(context, row, kind, rest);
    };
    return response;
  } catch (...) {
    service::release_key(context.store, row);
    throw;
  }
}

}  // namespace

bool may_be_answered_once(const Route& route) {
  return route.method == http::Method::post && route.access >= Access::viewer;
}

bool is_to_be_answered_once(const Route& route, const http::Request& request) {
  return may_be_answered_once(route) && http::find_header(request, kHeader) != nullptr;
}

http::Response answer_once(Context& context, const Route& route, const Call& call) {
  const std::string& key = *http::find_header(call.request, kHeader);
  if (!is_key(key)) {
    return http::problem_response(422, "idempotency_key",
                                  "`Idempotency-Key` has 1 to 200 visible ASCII characters.");
  }
  const service::KeyClaim claim = service::claim_key(context.store, call.caller.id, key,
                                                     hash_of(call.request), context.now_ms());
  switch (claim.state) {
    case service::KeyState::claimed:
      break;
    case service::KeyState::answered:
      return again(claim.row, route.answer_kind);
    case service::KeyState::under_way:
      return http::problem_response(409, "under_way", "This very request is being answered.");
    case service::KeyState::other_request:
      return http::problem_response(422, "idempotency_key",
                                    "This key was used for another request.");
  }
  return answered(context, claim.row, route.answer_kind,
                  [&] { return route.handler(context, call); });
}

}  // namespace tundish::api
