// Embeds the release catalogue, the inventory of OpenStack, the default timings, the services and alerts, and the baseline
// workloads, so that the program needs no files.
// A file has its bytes here and a line in the list below; the data itself lives in scenarios/.

#include "CCatalogue.h"

// #embed is standard from C23 on and an extension to the dialect that the package is built in.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char openstack_core[] = {
#embed "../../scenarios/openstack/core.yaml"
};
static const unsigned char openstack_infrastructure[] = {
#embed "../../scenarios/openstack/infrastructure.yaml"
};
static const unsigned char openstack_opensdn[] = {
#embed "../../scenarios/openstack/opensdn.yaml"
};
static const unsigned char openstack_optional[] = {
#embed "../../scenarios/openstack/optional.yaml"
};
static const unsigned char openstack_presets[] = {
#embed "../../scenarios/openstack/presets.yaml"
};
static const unsigned char openstack_services[] = {
#embed "../../scenarios/openstack/services.yaml"
};
static const unsigned char releases_kaas_2_23[] = {
#embed "../../scenarios/releases/kaas-2.23.yaml"
};
static const unsigned char releases_kaas_2_24[] = {
#embed "../../scenarios/releases/kaas-2.24.yaml"
};
static const unsigned char releases_kaas_2_25[] = {
#embed "../../scenarios/releases/kaas-2.25.yaml"
};
static const unsigned char releases_kaas_2_26[] = {
#embed "../../scenarios/releases/kaas-2.26.yaml"
};
static const unsigned char releases_kaas_2_27[] = {
#embed "../../scenarios/releases/kaas-2.27.yaml"
};
static const unsigned char releases_kaas_2_28[] = {
#embed "../../scenarios/releases/kaas-2.28.yaml"
};
static const unsigned char releases_kaas_2_29[] = {
#embed "../../scenarios/releases/kaas-2.29.yaml"
};
static const unsigned char releases_kaas_2_30[] = {
#embed "../../scenarios/releases/kaas-2.30.yaml"
};
static const unsigned char releases_kaas_2_31[] = {
#embed "../../scenarios/releases/kaas-2.31.yaml"
};
static const unsigned char releases_kaas_2_32[] = {
#embed "../../scenarios/releases/kaas-2.32.yaml"
};
static const unsigned char releases_mke_11_7[] = {
#embed "../../scenarios/releases/mke-11.7.yaml"
};
static const unsigned char releases_mke_14_0[] = {
#embed "../../scenarios/releases/mke-14.0.yaml"
};
static const unsigned char releases_mke_14_1[] = {
#embed "../../scenarios/releases/mke-14.1.yaml"
};
static const unsigned char releases_mke_16_0[] = {
#embed "../../scenarios/releases/mke-16.0.yaml"
};
static const unsigned char releases_mke_16_1[] = {
#embed "../../scenarios/releases/mke-16.1.yaml"
};
static const unsigned char releases_mke_16_2[] = {
#embed "../../scenarios/releases/mke-16.2.yaml"
};
static const unsigned char releases_mke_16_3[] = {
#embed "../../scenarios/releases/mke-16.3.yaml"
};
static const unsigned char releases_mke_16_4[] = {
#embed "../../scenarios/releases/mke-16.4.yaml"
};
static const unsigned char releases_mke_20_0[] = {
#embed "../../scenarios/releases/mke-20.0.yaml"
};
static const unsigned char releases_mke_20_1[] = {
#embed "../../scenarios/releases/mke-20.1.yaml"
};
static const unsigned char releases_mke_22_0[] = {
#embed "../../scenarios/releases/mke-22.0.yaml"
};
static const unsigned char releases_mosk_12_7[] = {
#embed "../../scenarios/releases/mosk-12.7.yaml"
};
static const unsigned char releases_mosk_15_0[] = {
#embed "../../scenarios/releases/mosk-15.0.yaml"
};
static const unsigned char releases_mosk_17_0[] = {
#embed "../../scenarios/releases/mosk-17.0.yaml"
};
static const unsigned char releases_mosk_17_1[] = {
#embed "../../scenarios/releases/mosk-17.1.yaml"
};
static const unsigned char releases_mosk_17_2[] = {
#embed "../../scenarios/releases/mosk-17.2.yaml"
};
static const unsigned char releases_mosk_17_3[] = {
#embed "../../scenarios/releases/mosk-17.3.yaml"
};
static const unsigned char releases_mosk_17_4[] = {
#embed "../../scenarios/releases/mosk-17.4.yaml"
};
static const unsigned char releases_mosk_21_0[] = {
#embed "../../scenarios/releases/mosk-21.0.yaml"
};
static const unsigned char releases_mosk_21_1[] = {
#embed "../../scenarios/releases/mosk-21.1.yaml"
};
static const unsigned char releases_mosk_23_0[] = {
#embed "../../scenarios/releases/mosk-23.0.yaml"
};
static const unsigned char tenants_alerts[] = {
#embed "../../scenarios/tenants/alerts.yaml"
};
static const unsigned char tenants_services[] = {
#embed "../../scenarios/tenants/services.yaml"
};
static const unsigned char timings_default[] = {
#embed "../../scenarios/timings/default.yaml"
};
static const unsigned char workloads_baseline[] = {
#embed "../../scenarios/workloads/baseline.yaml"
};

#define ENTRY(path, bytes) {path, bytes, sizeof bytes}

// Sorted by path.
static const twin_catalogue_file files[] = {
    ENTRY("openstack/core.yaml", openstack_core),
    ENTRY("openstack/infrastructure.yaml", openstack_infrastructure),
    ENTRY("openstack/opensdn.yaml", openstack_opensdn),
    ENTRY("openstack/optional.yaml", openstack_optional),
    ENTRY("openstack/presets.yaml", openstack_presets),
    ENTRY("openstack/services.yaml", openstack_services),
    ENTRY("releases/kaas-2.23.yaml", releases_kaas_2_23),
    ENTRY("releases/kaas-2.24.yaml", releases_kaas_2_24),
    ENTRY("releases/kaas-2.25.yaml", releases_kaas_2_25),
    ENTRY("releases/kaas-2.26.yaml", releases_kaas_2_26),
    ENTRY("releases/kaas-2.27.yaml", releases_kaas_2_27),
    ENTRY("releases/kaas-2.28.yaml", releases_kaas_2_28),
    ENTRY("releases/kaas-2.29.yaml", releases_kaas_2_29),
    ENTRY("releases/kaas-2.30.yaml", releases_kaas_2_30),
    ENTRY("releases/kaas-2.31.yaml", releases_kaas_2_31),
    ENTRY("releases/kaas-2.32.yaml", releases_kaas_2_32),
    ENTRY("releases/mke-11.7.yaml", releases_mke_11_7),
    ENTRY("releases/mke-14.0.yaml", releases_mke_14_0),
    ENTRY("releases/mke-14.1.yaml", releases_mke_14_1),
    ENTRY("releases/mke-16.0.yaml", releases_mke_16_0),
    ENTRY("releases/mke-16.1.yaml", releases_mke_16_1),
    ENTRY("releases/mke-16.2.yaml", releases_mke_16_2),
    ENTRY("releases/mke-16.3.yaml", releases_mke_16_3),
    ENTRY("releases/mke-16.4.yaml", releases_mke_16_4),
    ENTRY("releases/mke-20.0.yaml", releases_mke_20_0),
    ENTRY("releases/mke-20.1.yaml", releases_mke_20_1),
    ENTRY("releases/mke-22.0.yaml", releases_mke_22_0),
    ENTRY("releases/mosk-12.7.yaml", releases_mosk_12_7),
    ENTRY("releases/mosk-15.0.yaml", releases_mosk_15_0),
    ENTRY("releases/mosk-17.0.yaml", releases_mosk_17_0),
    ENTRY("releases/mosk-17.1.yaml", releases_mosk_17_1),
    ENTRY("releases/mosk-17.2.yaml", releases_mosk_17_2),
    ENTRY("releases/mosk-17.3.yaml", releases_mosk_17_3),
    ENTRY("releases/mosk-17.4.yaml", releases_mosk_17_4),
    ENTRY("releases/mosk-21.0.yaml", releases_mosk_21_0),
    ENTRY("releases/mosk-21.1.yaml", releases_mosk_21_1),
    ENTRY("releases/mosk-23.0.yaml", releases_mosk_23_0),
    ENTRY("tenants/alerts.yaml", tenants_alerts),
    ENTRY("tenants/services.yaml", tenants_services),
    ENTRY("timings/default.yaml", timings_default),
    ENTRY("workloads/baseline.yaml", workloads_baseline),
};

int twin_catalogue_count(void) { return (int)(sizeof files / sizeof files[0]); }

twin_catalogue_file twin_catalogue_at(int index) {
    if (index < 0 || index >= twin_catalogue_count()) {
        return (twin_catalogue_file){0, 0, 0};
    }
    return files[index];
}
