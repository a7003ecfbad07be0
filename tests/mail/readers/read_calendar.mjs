// Reads calendar files with npm's ical.js: JSON {name: text} in, JSON {name: what it says} out. It knows no zones but those
// that a file explains.

import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

function read(text) {
    const calendar = new ICAL.Component(ICAL.parse(text))
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'))
    const organizer = event.component.getFirstPropertyValue('organizer')
    return {
        uid: event.uid,
        sequence: event.sequence,
        method: calendar.getFirstPropertyValue('method'),
        status: event.component.getFirstPropertyValue('status'),
        start: event.startDate.toUnixTime(),
        start_by_file: event.startDate.toUnixTime(),
        end: event.endDate.toUnixTime(),
        summary: event.summary,
        place: event.location ?? '',
        alarms: event.component.getAllSubcomponents('valarm').length,
        attendees: event.attendees.length,
        organizer,
    }
}

const files = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, read(text)]))))
