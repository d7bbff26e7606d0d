// XGBoost's C interface as the distribution packages it (libxgboost-dev 1.7).
#pragma once
#include <xgboost/c_api.h>
