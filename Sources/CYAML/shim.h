#ifndef TWIN_CYAML_SHIM_H
#define TWIN_CYAML_SHIM_H

#include <yaml.h>

#endif
