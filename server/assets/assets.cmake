# The player, the demo pages and the schemas lie within the binary. The script runs in every build
# and rewrites its table only when a file has changed; a folder that is not there is told and left out.
find_program(NODE_PROGRAM node REQUIRED)
set(assets ${CMAKE_CURRENT_BINARY_DIR}/assets)
set(gallery ${CMAKE_CURRENT_BINARY_DIR}/gallery)
add_custom_target(tundish_embed
  COMMAND ${NODE_PROGRAM} ${CMAKE_CURRENT_SOURCE_DIR}/gallery/make.mjs ${gallery}
  COMMAND ${NODE_PROGRAM} ${CMAKE_CURRENT_SOURCE_DIR}/assets/embed.mjs ${assets}
    player=${PROJECT_SOURCE_DIR}/web/dist
    demos=${CMAKE_CURRENT_SOURCE_DIR}/demos
    hosted=${CMAKE_CURRENT_SOURCE_DIR}/hosted
    bundle=${CMAKE_CURRENT_SOURCE_DIR}/bundle
    templates=${CMAKE_CURRENT_SOURCE_DIR}/templates
    gallery=${gallery}
    gallery/built=${PROJECT_SOURCE_DIR}/web/gallery-dist
    docs=${CMAKE_CURRENT_SOURCE_DIR}/docs
    docs/swagger-ui.css=${PROJECT_SOURCE_DIR}/web/node_modules/swagger-ui-dist/swagger-ui.css
    docs/swagger-ui-bundle.js=${PROJECT_SOURCE_DIR}/web/node_modules/swagger-ui-dist/swagger-ui-bundle.js
    proof=${CMAKE_CURRENT_SOURCE_DIR}/proof
    studio=${PROJECT_SOURCE_DIR}/web/studio-dist
    schemas=${PROJECT_SOURCE_DIR}/engine/schema
  BYPRODUCTS ${assets}/assets.cpp
  COMMENT "Assets for the server"
  VERBATIM)
add_library(tundish_assets STATIC ${assets}/assets.cpp)
add_dependencies(tundish_assets tundish_embed)
target_link_libraries(tundish_assets PRIVATE tundish::server tundish_warnings)
