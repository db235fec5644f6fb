"""The addresses of the pages of value and scope: the map, papers and their differences, quality, churn, warnings."""

from django.urls import path

from lockstep.web.pages.strategy import chain as strategy_chain

VALUE = [
    path("nodes/<int:node>/strategy/map/", strategy_chain.chain, name="strategy-map"),
]
