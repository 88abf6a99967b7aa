#pragma once

// How Dear ImGui is compiled, for everybody who includes it (IMGUI_USER_CONFIG): without what only
// its own demonstration needs, without files, with every character of Unicode and with layers of
// any size.
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_METRICS_WINDOW
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define ImDrawIdx unsigned int
