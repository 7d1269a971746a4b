"""All proposals of the demonstration city for 115年第2次, in every state before a decision."""

from app.demo.city.proposal_rows import ProposalRow
from app.demo.city.proposals_in_work import IN_WORK
from app.demo.city.proposals_ready import READY

PROPOSALS: tuple[ProposalRow, ...] = (*IN_WORK, *READY)
