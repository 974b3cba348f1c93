"""Limits of plans, IRAs and health savings accounts, one attribute for each."""

from __future__ import annotations

from megaroth.law.year_numbers import Limit, LimitByStatus, Switch, YearNumbers


class PlanLimits(YearNumbers):
    """Limits of contributions, distributions and rollovers."""

    # Plans: IRC 402(g), 414(v), 415, 401(a)(17), 414(q), 416
    elective_deferral = Limit()
    deferral_457b = Limit()
    catch_up_50 = Limit()
    catch_up_60_63 = Limit()
    roth_catch_up_wage_threshold = Limit()
    annual_additions = Limit()
    compensation_limit = Limit()
    hce_threshold = Limit()
    key_employee_officer = Limit()
    db_annual_benefit = Limit()
    simple_deferral = Limit()
    simple_catch_up_50 = Limit()
    simple_catch_up_60_63 = Limit()
    # IRAs: IRC 219, 408A
    ira_contribution = Limit()
    ira_catch_up_50 = Limit()
    roth_ira_phaseout_start = LimitByStatus()
    roth_ira_phaseout_end = LimitByStatus()
    ira_deduction_phaseout_start_covered = LimitByStatus()
    ira_deduction_phaseout_end_covered = LimitByStatus()
    ira_deduction_phaseout_start_spouse_covered = LimitByStatus()
    ira_deduction_phaseout_end_spouse_covered = LimitByStatus()
    roth_529_lifetime_rollover = Limit()
    trump_account_annual_contribution = Limit()
    trump_account_employer_exclusion = Limit()
    trump_account_pilot_seed = Limit()
    # Health savings accounts: IRC 223
    excess_contribution_rate = Limit()
    hsa_self_only = Limit()
    hsa_family = Limit()
    hsa_catch_up_55 = Limit()
    hdhp_min_deductible = LimitByStatus()
    hdhp_max_out_of_pocket = LimitByStatus()
    dpc_monthly_fee_cap = LimitByStatus()
    # Fixed by statute: law/data/statute.toml
    catch_up_age = Limit()
    higher_catch_up_first_age = Limit()
    higher_catch_up_last_age = Limit()
    ira_catch_up_age = Limit()
    hsa_catch_up_age = Limit()
    annual_additions_share_of_compensation = Limit()
    control_share = Limit()
    common_control_share = Limit()
    owner_share = Limit()
    employer_deduction_share = Limit()
    roth_ira_phaseout_floor = Limit()
    roth_ira_phaseout_step = Limit()
    eligible_rollover_withholding_rate = Limit()
    early_distribution_rate = Limit()
    early_distribution_age_in_half_years = Limit()
    separation_exception_age = Limit()
    periodic_payment_rate = Limit()
    periodic_payment_years = Limit()
    roth_qualification_years = Limit()
    roth_recapture_years = Limit()
    self_correction_years = Limit()
    acp_ratio = Limit()
    acp_points = Limit()
    # Provisions that began or ended
    designated_roth_accounts = Switch()
    in_plan_roth_rollovers = Switch()
    higher_catch_up_at_60 = Switch()
    roth_catch_up_required = Switch()
    roth_employer_contributions = Switch()
    traditional_ira_age_limit = Switch()
