"""The types of answers about one year, for interfaces that show them."""

from __future__ import annotations

from megaroth.planyear.elections.result import Paychecks as Paychecks
from megaroth.planyear.elections.result import PaycheckTotals as PaycheckTotals
from megaroth.planyear.elections.result import Payday as Payday
from megaroth.planyear.figure import Range as Range
from megaroth.planyear.result import Alternative as Alternative
from megaroth.planyear.result import Conversion as Conversion
from megaroth.planyear.result import JobResult as JobResult
from megaroth.planyear.result import JournalRow as JournalRow
from megaroth.planyear.result import Place as Place
from megaroth.planyear.result import PlanYear as PlanYear
from megaroth.planyear.result import Question as Question
from megaroth.planyear.result import Rollover as Rollover
from megaroth.planyear.tax_bill import TaxBill as TaxBill
from megaroth.taxforms.tax_forms import Form as Form
