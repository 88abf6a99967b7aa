#include "api/file_values.hpp"

#include "api/context.hpp"

namespace tundish::api {
namespace {

Value file_value(const service::SessionFile& file) {
  Value value{Value::Object{}};
  value.set("slug", file.named.slug);
  value.set("is_named", file.is_named);
  if (file.is_named) {
    value.set("name", file.named.name);
    value.set("media_type", file.named.media_type);
  }
  value.set("size", static_cast<double>(file.named.size));
  if (!file.named.sha256.empty()) value.set("sha256", file.named.sha256);
  value.set("state", state_of(file.upload));
  if (!file.upload) return value;
  value.set("received", static_cast<double>(file.upload->received));
  value.set("updated_at", utc_text(file.upload->updated_at_ms));
  if (!file.upload->is_whole) return value;
  value.set("content_type", file.upload->media_type);
  value.set("kept_size", static_cast<double>(file.upload->kept_size));
  return value;
}

}  // namespace

std::string_view state_of(const std::optional<store::Upload>& upload) {
  if (!upload) return "missing";
  return upload->is_whole ? "kept" : "partial";
}

Value files_value(const std::vector<service::SessionFile>& files) {
  Value list{Value::List{}};
  for (const service::SessionFile& file : files) list.push(file_value(file));
  return list;
}

}  // namespace tundish::api
