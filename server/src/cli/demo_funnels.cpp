#include "cli/demo_funnels.hpp"

#include <string>

#include "http/assets.hpp"
#include "log/log.hpp"
#include "service/demos.hpp"
#include "service/environments.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"

namespace tundish::cli {
namespace {

constexpr std::string_view kDefinitions = "demos/funnels/";
constexpr std::string_view kFlows = "demos/flows/";
constexpr std::string_view kGallery = "gallery/funnels/";
constexpr std::string_view kGalleryEnvironment = "gallery";

void log_faults(std::string_view file, const Diagnostics& faults) {
  if (faults.empty()) return;
  Value fields;
  fields.set("file", file);
  fields.set("faults", to_json(faults));
  log::write(log::Level::error, "demo_not_published", fields);
}

/// `demos/flows/payment.json` → `payment`.
std::string slug_of(std::string_view file) {
  file.remove_prefix(file.rfind('/') + 1);
  return std::string(file.substr(0, file.rfind('.')));
}

Diagnostics publish_flow(store::Store& store, const http::Asset& asset, std::int64_t now_ms) {
  const std::string slug = slug_of(asset.name);
  std::string title = slug;
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
  const Result<Imported> imported = import_data_flow(asset.content, slug, title);
  if (!imported) return imported.error();
  return service::keep_published(store, imported->definition, service::kUsualEnvironment, now_ms);
}

}  // namespace

void publish_demo_funnels(store::Store& store, std::int64_t now_ms) {
  bool is_new = false;
  store.read([&](store::Reader& reader) {
    const store::By first = store::by_key().limit(1);
    is_new = store::list<store::Funnel>(reader, first).empty() &&
             store::list<store::Publishing>(reader, first).empty();
  });
  if (!is_new) return;
  for (const http::Asset& asset : http::embedded_assets()) {
    if (asset.name.substr(0, kDefinitions.size()) == kDefinitions) {
      log_faults(asset.name,
                 service::keep_published(store, asset.content, service::kUsualEnvironment, now_ms));
    } else if (asset.name.substr(0, kFlows.size()) == kFlows) {
      log_faults(asset.name, publish_flow(store, asset, now_ms));
    }
  }
}

void publish_gallery_funnels(store::Store& store, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    service::add_environment(writer, std::string(kGalleryEnvironment), now_ms);
  });
  for (const http::Asset& asset : http::embedded_assets()) {
    if (asset.name.substr(0, kGallery.size()) != kGallery) continue;
    log_faults(asset.name,
               service::keep_published(store, asset.content, kGalleryEnvironment, now_ms));
  }
}

}  // namespace tundish::cli
