#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/value.hpp"

namespace tundish::service {

/// Who says what a parameter is.
enum class ParameterKind {
  fixed,    ///< whoever keeps the endpoint: funnels cannot change it
  exposed,  ///< the funnel that asks
  hidden    ///< a secret of whoever keeps the endpoint: told to nobody but the server that is asked
};
std::string_view to_text(ParameterKind kind);
std::optional<ParameterKind> find_parameter_kind(std::string_view word);

enum class ParameterPlace { path, query, header, body };
std::string_view to_text(ParameterPlace place);
std::optional<ParameterPlace> find_parameter_place(std::string_view word);

/// What an endpoint is asked with.
struct EndpointParameter {
  std::string name;
  ParameterKind kind = ParameterKind::exposed;
  ParameterPlace place = ParameterPlace::body;
  /// Of `fixed`: what is sent. Of `exposed`: what is sent when the funnel gives none; null: it must
  /// give one.
  Value value{};
  std::string sealed{};  ///< of `hidden`
};

/// As an endpoint's row has them.
std::string parameters_text(const std::vector<EndpointParameter>& parameters);
/// Throws `std::runtime_error` for what no row has.
std::vector<EndpointParameter> parse_parameters(const std::string& text);

/// What a secret is sealed for: it opens for no other endpoint, parameter or server.
std::string purpose_of(std::string_view endpoint, std::string_view parameter,
                       std::string_view origin);

}  // namespace tundish::service
