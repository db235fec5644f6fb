"""The addresses of the pages of value and scope: the map, papers and their differences, quality, churn, warnings."""

from django.urls import path

from lockstep.web.pages.delivery import quality as delivery_quality
from lockstep.web.pages.outlook import deliverables as outlook_deliverables
from lockstep.web.pages.outlook import warnings as outlook_warnings
from lockstep.web.pages.strategy import chain as strategy_chain
from lockstep.web.pages.strategy import churn as strategy_churn
from lockstep.web.pages.strategy import editions as strategy_editions
from lockstep.web.pages.strategy import starting as strategy_starting

VALUE = [
    path("nodes/<int:node>/strategy/map/", strategy_chain.chain, name="strategy-map"),
    path("nodes/<int:node>/strategy/churn/", strategy_churn.churn, name="strategy-churn"),
    path("nodes/<int:node>/strategy/charter/", strategy_editions.write, name="charter-write"),
    path("nodes/<int:node>/quality/", delivery_quality.quality, name="quality"),
    path("nodes/<int:node>/deliverables-on-time/", outlook_deliverables.on_time, name="deliverables-on-time"),
    path("nodes/<int:node>/warnings/", outlook_warnings.warnings, name="warnings"),
    path("r/<slug:register>/<int:record>/compare/", strategy_editions.compare, name="editions-compare"),
    path("r/<slug:register>/<int:record>/paper/", strategy_editions.paper, name="edition-paper"),
    path("r/<slug:register>/<int:record>/paper.docx", strategy_editions.as_docx, name="edition-docx"),
    path("r/<slug:register>/<int:record>/paper.pdf", strategy_editions.as_pdf, name="edition-pdf"),
    path("demands/<int:demand>/start/", strategy_starting.start, name="demand-start"),
]
