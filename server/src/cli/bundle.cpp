#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/bundle_page.hpp"
#include "cli/databases.hpp"
#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "http/assets.hpp"
#include "service/environments.hpp"
#include "service/media.hpp"
#include "service/releases.hpp"
#include "service/sealing.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::cli {
namespace {

constexpr std::size_t kLargestPicture = 8 * 1024 * 1024;

struct BundleOptions {
  DatabaseOptions database;
  std::string funnel, out, language, look;
  std::string environment{service::kUsualEnvironment};
};

struct Source {
  Funnel funnel;
  std::string language, hash, text;
};

std::optional<Source> from_file(const BundleOptions& options) {
  const std::optional<std::string> text = read_text(options.funnel);
  if (!text) return std::nullopt;
  const Result<Funnel> funnel = parse_funnel(*text);
  if (!funnel) {
    print_diagnostics(std::cerr, options.funnel, funnel.error());
    return std::nullopt;
  }
  const Diagnostics findings = analyze(*funnel);
  if (has_errors(findings)) {
    print_diagnostics(std::cerr, options.funnel, findings);
    return std::nullopt;
  }
  Source source{*funnel, options.language, {}, {}};
  if (source.language.empty()) source.language = (*funnel)->default_language;
  source.text = release_json(*funnel, source.language);
  if (source.text.empty()) {
    std::cerr << options.funnel << ": There are no texts in the language " << source.language
              << ".\n";
    return std::nullopt;
  }
  source.hash = release_hash(*funnel, source.language);
  return source;
}

std::optional<Source> from_store(store::Store& store, const BundleOptions& options) {
  std::optional<store::Release> release;
  store.read([&](store::Reader& reader) {
    release =
        service::resolve_release(reader, options.environment, options.funnel, options.language);
  });
  if (!release) {
    std::cerr << "tundish bundle: " << options.funnel
              << " is neither a file nor a funnel that is published in " << options.environment
              << ".\n";
    return std::nullopt;
  }
  const Result<Funnel> funnel = parse_funnel(release->text);
  if (!funnel) throw std::runtime_error("a stored release does not parse");
  return Source{*funnel, release->language, release->hash, release->text};
}

/// Every address of a picture in a release.
void find_pictures(const Value& value, std::vector<std::string>& found) {
  for (const Value& item : value.list()) find_pictures(item, found);
  for (const Value::Member& member : value.object()) {
    const bool is_picture = member.name == "image" || member.name == "logo";
    const std::string& address = member.value.text();
    if (is_picture && !address.empty() && address.compare(0, 5, "data:") != 0) {
      found.push_back(address);
    }
    find_pictures(member.value, found);
  }
}

std::optional<std::string> file_beside(const std::string& definition, const std::string& address) {
  const std::filesystem::path path = std::filesystem::path(definition).parent_path() / address;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size > kLargestPicture) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return bytes;
}

std::optional<std::string> medium(store::Store& store, std::string_view address) {
  std::optional<store::Medium> row;
  store.read([&](store::Reader& reader) {
    row = service::find_medium(reader, address.substr(address.rfind('/') + 1));
  });
  if (!row) return std::nullopt;
  return service::read_medium(store, *row, 0, kLargestPicture);
}

/// A picture of this binary, of the database, or beside the definition.
std::optional<std::string> picture(store::Store* store, const BundleOptions& options,
                                   const std::string& address) {
  const std::string path = address.substr(std::min(address.find_first_not_of('/'), address.size()));
  const http::Asset* asset = http::find_asset(http::embedded_assets(), path);
  if (asset != nullptr) return std::string(asset->content);
  if (store != nullptr) {
    return path.compare(0, 6, "media/") == 0 ? medium(*store, path) : std::nullopt;
  }
  return address.find(':') == address.npos ? file_beside(options.funnel, path) : std::nullopt;
}

void add_pictures(BundleParts& parts, store::Store* store, const BundleOptions& options) {
  const Result<Value> release = parse_value(parts.release);
  std::vector<std::string> addresses;
  if (release) find_pictures(*release, addresses);
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  for (const std::string& address : addresses) {
    const std::optional<std::string> bytes = picture(store, options, address);
    if (!bytes) {
      std::cerr << "tundish bundle: the picture " << address
                << " lies elsewhere and is not in the page.\n";
      continue;
    }
    const std::string type(http::content_type_of(address));
    parts.pictures.emplace_back(address, "data:" + type + ";base64," + service::to_base64(*bytes));
  }
}

/// The look that was asked for, where the funnel has it; else the one that it has.
std::optional<Channel> channel_of(const Funnel& funnel, const std::string& look) {
  const bool is_chat = look == "chat";
  std::vector<Channel> wanted = {is_chat ? Channel::web_chat : Channel::web};
  if (look.empty()) wanted.push_back(Channel::web_chat);
  for (const Channel one : wanted) {
    const std::vector<Channel>& has = funnel->channels;
    if (std::find(has.begin(), has.end(), one) != has.end()) return one;
  }
  return std::nullopt;
}

ExitCode write(const BundleOptions& options, const std::string& page) {
  std::ofstream out(options.out, std::ios::binary);
  out << page;
  out.close();
  if (!out) {
    std::cerr << "tundish bundle: " << options.out << " cannot be written.\n";
    return ExitCode::usage;
  }
  std::cerr << options.out << ": " << page.size() / 1024 << " KB.\n";
  return ExitCode::done;
}

ExitCode bundle(const BundleOptions& options) {
  try {
    const bool is_file = options.funnel == "-" || std::filesystem::is_regular_file(options.funnel);
    std::unique_ptr<store::Store> store;
    if (!is_file) store = open_store(options.database.name(), Missing::refused, now_ms());
    const std::optional<Source> source = is_file ? from_file(options) : from_store(*store, options);
    if (!source) return ExitCode::findings;
    const std::optional<Channel> channel = channel_of(source->funnel, options.look);
    if (!channel) {
      std::cerr << "tundish bundle: " << source->funnel->slug << " has no such look.\n";
      return ExitCode::usage;
    }
    BundleParts parts;
    parts.slug = source->funnel->slug;
    parts.title = source->funnel->title;
    parts.language = source->language;
    parts.hash = source->hash;
    parts.channel = *channel;
    parts.release = source->text;
    add_pictures(parts, store.get(), options);
    return write(options, bundle_page(parts));
  } catch (const CLI::Error&) {
    throw;
  } catch (const std::exception& error) {
    std::cerr << "tundish bundle: " << error.what() << "\n";
    return ExitCode::usage;
  }
}

}  // namespace

void add_bundle(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<BundleOptions>();
  CLI::App* verb = app.add_subcommand(
      "bundle", "Makes one HTML file of a funnel, which plays without any server or network");
  verb->add_option("FUNNEL", options->funnel,
                   "A definition's file, - is standard input; or the slug of a published funnel")
      ->required();
  verb->add_option("-o,--out", options->out, "The file that is written")->required();
  verb->add_option("--language", options->language, "Of its texts, default: the funnel's");
  verb->add_option("--look", options->look, "page or chat, default: page where it has one")
      ->check(CLI::IsMember({"page", "chat"}));
  verb->add_option("--environment", options->environment, "Of a published funnel");
  add_database_options(*verb, options->database);
  verb->callback([options, &exit_code] { exit_code = bundle(*options); });
}

}  // namespace tundish::cli
