"""Every kind of record that is stored: the one list for the store, exports, imports and backups."""

from __future__ import annotations

from adapters.discord_chat.commands import CommandsTold
from adapters.discord_chat.open_forms import OpenForm
from adapters.partner_page.records import Shown
from adapters.slack_chat.records import SlackInstallation
from adapters.web_chat.messages import ChatMessage
from bot.blockers.records import Blocker
from bot.checkins.records import Promise, Question, Rhythm
from bot.digests.records import Delivered, Sent
from bot.focus.records import Entry
from bot.handoff.bulk_records import Bulk
from bot.handoff.records import Task, Together
from bot.joining.records import Code, Tries, Unreachable
from bot.partners.records import Page
from bot.people import Account, Person, Team
from bot.projects.records import Project
from bot.requests import Record
from bot.standups.records import Answer, Run, Standup
from bot.succession.records import Succession
from bot.systems.records import System

KINDS: tuple[type[Record], ...] = (
    Team,
    Person,
    Account,
    Code,
    Tries,
    Unreachable,
    Task,
    System,
    Project,
    Bulk,
    Together,
    Standup,
    Run,
    Answer,
    Blocker,
    Promise,
    Question,
    Rhythm,
    Succession,
    Entry,
    Delivered,
    Sent,
    Page,
    Shown,
    ChatMessage,
    SlackInstallation,
    OpenForm,
    CommandsTold,
)
