"""The catalog's business ratios of an application, in pandas, under the catalog's names."""

import numpy as np
import pandas as pd

TERMS = np.arange(6, 61, 6)


def ratio(above, below):
    return above / below.where(below != 0)


def add_ratios(frame: pd.DataFrame) -> pd.DataFrame:
    f, new = frame, {}
    scores = f[["EXT_SOURCE_1", "EXT_SOURCE_2", "EXT_SOURCE_3"]].to_numpy()
    known = ~np.isnan(scores)
    with np.errstate(all="ignore"):
        weights = np.array([2.0, 1.0, 3.0]) * known
        new["ext_count"] = known.sum(axis=1)
        new["ext_mean"] = np.nansum(scores, axis=1) / np.where(known.any(axis=1), new["ext_count"], np.nan)
        total = weights.sum(axis=1)
        new["ext_weighted"] = np.nansum(scores * weights, axis=1) / np.where(total > 0, total, np.nan)
        new["ext_min"] = np.fmin.reduce(scores, axis=1)
        new["ext_max"] = np.fmax.reduce(scores, axis=1)
        new["ext_spread"] = f[["EXT_SOURCE_1", "EXT_SOURCE_2", "EXT_SOURCE_3"]].std(axis=1)
    new["ext_product"] = f.EXT_SOURCE_1 * f.EXT_SOURCE_2 * f.EXT_SOURCE_3
    new["ext_product_2_3"] = f.EXT_SOURCE_2 * f.EXT_SOURCE_3
    new["ext_gap_2_3"] = f.EXT_SOURCE_2 - f.EXT_SOURCE_3
    new["credit_to_income"] = ratio(f.AMT_CREDIT, f.AMT_INCOME_TOTAL)
    new["annuity_to_income"] = ratio(f.AMT_ANNUITY, f.AMT_INCOME_TOTAL)
    new["income_left_per_person"] = ratio(f.AMT_INCOME_TOTAL - f.AMT_ANNUITY, f.CNT_FAM_MEMBERS)
    new["credit_per_person"] = ratio(f.AMT_CREDIT, f.CNT_FAM_MEMBERS)
    new["income_per_person"] = ratio(f.AMT_INCOME_TOTAL, f.CNT_FAM_MEMBERS)
    new["credit_to_annuity"] = ratio(f.AMT_CREDIT, f.AMT_ANNUITY)
    new["credit_to_goods"] = ratio(f.AMT_CREDIT, f.AMT_GOODS_PRICE)
    new["credit_over_goods"] = f.AMT_CREDIT - f.AMT_GOODS_PRICE
    new["goods_price_round"] = f.AMT_GOODS_PRICE.isin([225000, 450000, 675000, 900000]).astype("int8")
    # The yearly rates that the instalment allows, over terms of 6, 12 … 60 months.
    instalments = new["credit_to_annuity"].to_numpy()
    growth = (TERMS / instalments[:, None]) ** (12 / TERMS)
    plausible = growth > 1.085
    rates = np.where(plausible, growth - 1, np.nan)
    new["implied_rate_min"] = np.fmin.reduce(rates, axis=1)
    new["implied_rate_max"] = np.fmax.reduce(rates, axis=1)
    new["implied_rate_range"] = new["implied_rate_max"] - new["implied_rate_min"]
    new["implied_term_count"] = np.where(np.isnan(instalments), np.nan, plausible.sum(axis=1))
    new["implied_term_min"] = np.fmin.reduce(np.where(plausible, TERMS, np.nan), axis=1)
    new["implied_cost"] = ratio(f.AMT_ANNUITY * new["implied_term_min"], f.AMT_CREDIT) - 1
    new["age_at_end"] = (new["credit_to_annuity"] * 30.4375 - f.DAYS_BIRTH) / 365.25
    new["job_share_of_life"] = ratio(f.DAYS_EMPLOYED, f.DAYS_BIRTH)
    new["age_at_hiring"] = (f.DAYS_EMPLOYED - f.DAYS_BIRTH) / 365.25
    new["income_to_age"] = ratio(f.AMT_INCOME_TOTAL, -f.DAYS_BIRTH / 365.25)
    new["age_at_document"] = (f.DAYS_ID_PUBLISH - f.DAYS_BIRTH) / 365.25
    new["age_at_registration"] = (f.DAYS_REGISTRATION - f.DAYS_BIRTH) / 365.25
    new["document_share_of_life"] = ratio(f.DAYS_ID_PUBLISH, f.DAYS_BIRTH)
    new["phone_share_of_life"] = ratio(f.DAYS_LAST_PHONE_CHANGE, f.DAYS_BIRTH)
    new["contact_count"] = f[["FLAG_EMP_PHONE", "FLAG_WORK_PHONE", "FLAG_PHONE", "FLAG_EMAIL"]].sum(axis=1)
    new["documents_count"] = f[[c for c in f.columns if c.startswith("FLAG_DOCUMENT_")]].sum(axis=1)
    building = [c for c in f.columns if c.endswith("_AVG")]
    new["building_unknowns"] = f[building].isna().sum(axis=1)
    new["circle_late_share_30"] = ratio(f.DEF_30_CNT_SOCIAL_CIRCLE, f.OBS_30_CNT_SOCIAL_CIRCLE)
    enquiries = [c for c in f.columns if c.startswith("AMT_REQ_CREDIT_BUREAU_")]
    new["enquiries"] = f[enquiries].sum(axis=1, skipna=False)
    return pd.concat([f, pd.DataFrame(new, index=f.index)], axis=1)
