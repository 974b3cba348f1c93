"""Names of the thresholds that additional dollars cross."""

from __future__ import annotations

SENTENCES = {
    "tax_bracket": "{rate} bracket",
    "gains_rate": "{rate} on gains",
    "net_investment_income_tax": "net investment income tax",
    "child_credit_phaseout": "child credit phase-out",
    "senior_deduction_phaseout": "senior deduction phase-out",
    "salt_cap_phase_down": "state tax cap phase-down",
    "savers_credit_rate": "saver's credit of {rate}",
    "end_of_savers_credit": "end of the saver's credit",
    "savers_match_phaseout": "saver's match phase-out",
    "business_deduction_limits": "limits of the business deduction",
    "full_business_deduction_limits": "full limits of the business deduction",
    "minimum_tax_exemption_phaseout": "phase-out of the minimum tax exemption",
    "additional_medicare_tax": "additional Medicare tax",
    "earned_income_credit_phaseout": "earned income credit phase-out",
    "earned_income_credit_investment_limit": (
        "investment income limit of the earned income credit"
    ),
    "social_security_taxable": "taxable Social Security",
    "social_security_taxed_at": "{rate} of Social Security",
    "irmaa_tier": "IRMAA tier {tier} of {year}",
}
