"""The aggregates that most published solutions start from, in pandas.

Per table, numbers by mean, extremes, sum and variance, categories one-hot and averaged, over all rows and over the rows
of one or two states.
"""

import gc
import os

import pandas as pd

NUMBERS = {
    "bureau": {
        "DAYS_CREDIT": ["min", "max", "mean", "var"],
        "DAYS_CREDIT_ENDDATE": ["min", "max", "mean"],
        "DAYS_CREDIT_UPDATE": ["mean"],
        "CREDIT_DAY_OVERDUE": ["max", "mean"],
        "AMT_CREDIT_MAX_OVERDUE": ["mean"],
        "AMT_CREDIT_SUM": ["max", "mean", "sum"],
        "AMT_CREDIT_SUM_DEBT": ["max", "mean", "sum"],
        "AMT_CREDIT_SUM_OVERDUE": ["mean"],
        "AMT_CREDIT_SUM_LIMIT": ["mean", "sum"],
        "AMT_ANNUITY": ["max", "mean"],
        "CNT_CREDIT_PROLONG": ["sum"],
    },
    "previous_application": {
        "AMT_ANNUITY": ["min", "max", "mean"],
        "AMT_APPLICATION": ["min", "max", "mean"],
        "AMT_CREDIT": ["min", "max", "mean"],
        "asked_to_given": ["min", "max", "mean", "var"],
        "AMT_DOWN_PAYMENT": ["min", "max", "mean"],
        "AMT_GOODS_PRICE": ["min", "max", "mean"],
        "HOUR_APPR_PROCESS_START": ["min", "max", "mean"],
        "RATE_DOWN_PAYMENT": ["min", "max", "mean"],
        "DAYS_DECISION": ["min", "max", "mean"],
        "CNT_PAYMENT": ["mean", "sum"],
    },
    "POS_CASH_balance": {
        "MONTHS_BALANCE": ["max", "mean", "size"],
        "SK_DPD": ["max", "mean"],
        "SK_DPD_DEF": ["max", "mean"],
    },
    "installments_payments": {
        "NUM_INSTALMENT_VERSION": ["nunique"],
        "days_late": ["max", "mean", "sum"],
        "days_early": ["max", "mean", "sum"],
        "paid_share": ["max", "mean", "sum", "var"],
        "unpaid": ["max", "mean", "sum", "var"],
        "AMT_INSTALMENT": ["max", "mean", "sum"],
        "AMT_PAYMENT": ["min", "max", "mean", "sum"],
        "DAYS_ENTRY_PAYMENT": ["max", "mean", "sum"],
    },
}


def path(folder: str, table: str) -> str | None:
    for ending in (".csv", ".csv.gz"):
        if os.path.exists(found := os.path.join(folder, table + ending)):
            return found
    return None


def read_application(folder: str) -> pd.DataFrame:
    parts = [pd.read_csv(p) for name in ("application_train", "application_test") if (p := path(folder, name))]
    frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    frame["DAYS_EMPLOYED"] = frame["DAYS_EMPLOYED"].replace(365243, float("nan"))
    return frame


def one_hot(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    before = set(frame.columns)
    words = [column for column in frame.columns if not pd.api.types.is_numeric_dtype(frame[column])]
    frame = pd.get_dummies(frame, columns=words, dummy_na=True)
    return frame, {column: ["mean"] for column in frame.columns if column not in before}


def grouped(frame: pd.DataFrame, key: str, functions: dict, prefix: str) -> pd.DataFrame:
    result = frame.groupby(key).agg(functions)
    result.columns = [f"{prefix}_{column}_{function}" for column, function in result.columns]
    return result


def history(folder: str, tables: set[str]) -> list[pd.DataFrame]:
    """One frame per table, a row per client."""
    parts: list[pd.DataFrame] = []
    if "bureau" in tables:
        parts += bureau(folder, "bureau_balance" in tables)
        gc.collect()
    if "previous_application" in tables:
        parts += previous(folder)
        gc.collect()
    if "POS_CASH_balance" in tables:
        frame, words = one_hot(pd.read_csv(path(folder, "POS_CASH_balance")))
        parts.append(grouped(frame, "SK_ID_CURR", NUMBERS["POS_CASH_balance"] | words, "pos"))
        del frame
        gc.collect()
    if "installments_payments" in tables:
        frame = pd.read_csv(path(folder, "installments_payments"))
        frame["paid_share"] = frame["AMT_PAYMENT"] / frame["AMT_INSTALMENT"].where(frame["AMT_INSTALMENT"] != 0)
        frame["unpaid"] = frame["AMT_INSTALMENT"] - frame["AMT_PAYMENT"]
        delay = frame["DAYS_ENTRY_PAYMENT"] - frame["DAYS_INSTALMENT"]
        frame["days_late"], frame["days_early"] = delay.clip(lower=0), (-delay).clip(lower=0)
        part = grouped(frame, "SK_ID_CURR", NUMBERS["installments_payments"], "instalments")
        part["instalments_count"] = frame.groupby("SK_ID_CURR").size()
        parts.append(part)
        del frame
        gc.collect()
    if "credit_card_balance" in tables:
        frame, _ = one_hot(pd.read_csv(path(folder, "credit_card_balance")))
        every = ["min", "max", "mean", "sum", "var"]
        numbers = {column: every for column in frame.columns if column not in ("SK_ID_PREV", "SK_ID_CURR")}
        for column in numbers:
            if frame[column].dtype == bool:
                frame[column] = frame[column].astype("int8")
        part = grouped(frame, "SK_ID_CURR", numbers, "card")
        part["card_count"] = frame.groupby("SK_ID_CURR").size()
        parts.append(part)
    return parts


def bureau(folder: str, with_balance: bool) -> list[pd.DataFrame]:
    frame, words = one_hot(pd.read_csv(path(folder, "bureau")))
    numbers = dict(NUMBERS["bureau"])
    if with_balance:
        months, statuses = one_hot(pd.read_csv(path(folder, "bureau_balance")))
        per_loan = grouped(months, "SK_ID_BUREAU", {"MONTHS_BALANCE": ["min", "max", "size"]} | statuses, "months")
        del months
        gc.collect()
        frame = frame.join(per_loan, on="SK_ID_BUREAU")
        numbers |= {"months_MONTHS_BALANCE_min": ["min"], "months_MONTHS_BALANCE_max": ["max"]}
        numbers |= {"months_MONTHS_BALANCE_size": ["mean", "sum"]}
        words |= {column: ["mean"] for column in per_loan.columns if "STATUS" in column}
    parts = [grouped(frame, "SK_ID_CURR", numbers | words, "bureau")]
    for state in ("Active", "Closed"):
        chosen = frame[frame[f"CREDIT_ACTIVE_{state}"]]
        parts.append(grouped(chosen, "SK_ID_CURR", numbers, f"bureau_{state.lower()}"))
    return parts


def previous(folder: str) -> list[pd.DataFrame]:
    frame, words = one_hot(pd.read_csv(path(folder, "previous_application")))
    for column in [c for c in frame.columns if c.startswith("DAYS_") and c != "DAYS_DECISION"]:
        frame[column] = frame[column].replace(365243, float("nan"))
    frame["asked_to_given"] = frame["AMT_APPLICATION"] / frame["AMT_CREDIT"].where(frame["AMT_CREDIT"] != 0)
    numbers = NUMBERS["previous_application"]
    parts = [grouped(frame, "SK_ID_CURR", numbers | words, "previous")]
    for state in ("Approved", "Refused"):
        chosen = frame[frame[f"NAME_CONTRACT_STATUS_{state}"]]
        parts.append(grouped(chosen, "SK_ID_CURR", numbers, f"previous_{state.lower()}"))
    return parts
