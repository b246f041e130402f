package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;
import java.util.ArrayDeque;

/** What is planned and has not happened yet: the steps of visits, and what comes of orders. */
final class Agenda {
    private final EventProperties properties;
    private final AfterSales afterSales;
    private final TimeHeap stepTimes = new TimeHeap(1024);
    private final Pool<Session> sessions = new Pool<>();
    private final ArrayDeque<Session> spareSessions = new ArrayDeque<>();
    private final TimeHeap followUpTimes = new TimeHeap(1024);
    private final Pool<FollowUp> followUps = new Pool<>();
    private long sequence;

    Agenda(EventProperties properties, AfterSales afterSales) {
        this.properties = properties;
        this.afterSales = afterSales;
    }

    /** A session to plan a visit in. */
    Session blankSession() {
        return spareSessions.isEmpty() ? new Session() : spareSessions.pop();
    }

    void add(Session session) {
        stepTimes.add(session.times[0], sessions.add(session));
    }

    void add(long time, FollowUp followUp) {
        followUpTimes.add(time, followUps.add(followUp));
    }

    /** The earliest time, {@link Long#MAX_VALUE} if nothing is planned. */
    long time() {
        return Math.min(stepTimes.time(), followUpTimes.time());
    }

    /** Lets the earliest happen. */
    SimulatedEvent next() {
        long step = stepTimes.time();
        long followUp = followUpTimes.time();
        return step <= followUp ? nextStep(step) : nextFollowUp(followUp);
    }

    private SimulatedEvent nextStep(long time) {
        int id = stepTimes.id();
        Session session = sessions.get(id);
        int step = session.next;
        SimulatedEvent event =
                new SimulatedEvent(
                        session.key,
                        properties.write(sequence, session, step),
                        time,
                        sequence,
                        session.types[step],
                        session.cause(step));
        sequence++;
        session.next++;
        if (session.next < session.steps) {
            stepTimes.delayFirst(session.times[session.next]);
        } else {
            stepTimes.removeFirst();
            spareSessions.push(sessions.remove(id));
        }
        return event;
    }

    private SimulatedEvent nextFollowUp(long time) {
        FollowUp followUp = followUps.remove(followUpTimes.id());
        followUpTimes.removeFirst();
        if (followUp.type() == EventType.SUPPORT_TICKET_OPENED) {
            afterSales.answer(followUp, time, this);
        }
        SimulatedEvent event =
                new SimulatedEvent(
                        followUp.key(),
                        properties.write(sequence, followUp, time),
                        time,
                        sequence,
                        followUp.type(),
                        followUp.cause());
        sequence++;
        return event;
    }
}
