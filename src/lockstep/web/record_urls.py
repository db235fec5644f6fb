"""The addresses of the pages of all registers, and of what belongs to a record."""

from django.urls import path

from lockstep.web.pages.records import (
    board,
    bulk,
    cells,
    creating,
    downloads,
    feeds,
    importing,
    inbox,
    linking,
    listing,
    moving,
    offering,
    parts,
    picking,
    record,
    talk,
    tracing,
    views,
)
from lockstep.web.pages.records import overview as registers_overview
from lockstep.web.value_urls import VALUE

RECORDS = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/mark/", inbox.mark, name="inbox-mark"),
    path("inbox/<int:news>/", inbox.open_news, name="news"),
    path("nodes/<int:node>/registers/", registers_overview.registers, name="registers"),
    path("nodes/<int:node>/calendar/", feeds.calendar_link, name="calendar-link"),
    path("nodes/<int:node>/calendar.ics", feeds.calendar_feed, name="calendar-feed"),
    path("nodes/<int:node>/calendar/<int:feed>/<int:version>/end/", feeds.end, name="end-feed"),
    path("nodes/<int:node>/r/<slug:register>/", listing.register, name="register"),
    path("nodes/<int:node>/r/<slug:register>/new/", creating.new, name="record-new"),
    path("nodes/<int:node>/r/<slug:register>/bulk/", bulk.bulk, name="record-bulk"),
    path("nodes/<int:node>/r/<slug:register>/import/", importing.importing, name="register-import"),
    path("nodes/<int:node>/r/<slug:register>/print/", downloads.on_paper, name="register-paper"),
    path("nodes/<int:node>/r/<slug:register>/part/filters/", parts.filters, name="register-filters"),
    path("nodes/<int:node>/r/<slug:register>/part/columns/", parts.columns, name="register-columns"),
    path(
        "nodes/<int:node>/r/<slug:register>/cells/<int:record>/<slug:field>/", cells.cell, name="record-cell"
    ),
    path("nodes/<int:node>/r/<slug:register>/part/views/", views.menu, name="register-views"),
    path("nodes/<int:node>/r/<slug:register>/views/", views.save, name="view-save"),
    path(
        "nodes/<int:node>/r/<slug:register>/views/<int:view>/<int:version>/", views.change, name="view-change"
    ),
    path("r/<slug:register>/<int:record>/", record.record, name="record"),
    path("r/<slug:register>/<int:record>/remove/", record.remove, name="record-remove"),
    path("r/<slug:register>/<int:record>/convert/", record.convert, name="record-convert"),
    path("r/<slug:register>/<int:record>/drop/", board.drop, name="record-drop"),
    path("r/<slug:register>/<int:record>/moves/", moving.moves, name="record-moves"),
    path("r/<slug:register>/<int:record>/move/<slug:move>/", moving.move, name="record-move"),
    path("r/pick/", picking.pick, name="record-pick"),
    path("offers/<str:kind>/", offering.offered_new, name="offered-new"),
    path("offers/<str:kind>/<int:record>/", offering.offered, name="offered"),
    path("offers/<str:kind>/<int:record>/answer/", offering.answer, name="answer-offer"),
    path("trace/<str:kind>/<int:record>/", tracing.trace, name="trace"),
    path("trace/<str:kind>/<int:record>/hit/", tracing.hit, name="trace-hit"),
    path("links/<str:kind>/<int:record>/new/", linking.new, name="link-new"),
    path("links/<int:link>/<int:version>/remove/", linking.unlink, name="unlink"),
    path("comments/<str:kind>/<int:record>/", talk.comment, name="comment"),
    path("comments/<int:comment>/<int:version>/resolve/", talk.resolve, name="resolve-comment"),
    path("comments/<int:comment>/<int:version>/remove/", talk.remove_comment, name="remove-comment"),
    path("files/<str:kind>/<int:record>/", talk.attach, name="attach"),
    path("files/<int:attachment>/", talk.file, name="file"),
    path("files/<int:attachment>/<int:version>/remove/", talk.detach, name="detach"),
    path("follow/<str:kind>/<int:record>/", talk.follow, name="follow"),
    *VALUE,
]
