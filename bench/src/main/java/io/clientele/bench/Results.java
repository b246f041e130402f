package io.clientele.bench;

import io.clientele.bench.contender.Contender;
import io.clientele.bench.measure.Latency;
import io.clientele.bench.measure.Plan;
import io.clientele.bench.shop.ShopTopic;
import java.time.Duration;
import java.util.*;

final class Results {
    private final List<Measurement> measurements = new ArrayList<>();
    Results(Plan plan) {}
    void add(ShopTopic t) { System.err.println(t.meanBytes()+" B "+t.days()+" days "+t.expected().size()+" moves in the sample"); }
    void add(Measurement m) { measurements.add(m); }
    void addChecked(int n) {}
    void add(int customers, int known, Map<String, Long> sizes) { System.err.println(customers+" "+known+" "+sizes); sizes.forEach((k,v)->System.err.println(k+" "+v/(double)known)); }
    void add(Contender c, double sent, Latency l) {}
    void addMicro(List<MicroBenchmarks.Score> s) {}
    Measurement of(Contender c, int customers) { return measurements.stream().filter(m -> m.contender().equals(c) && m.customers()==customers).findFirst().orElseThrow(); }
    String report(Duration took) { StringBuilder s=new StringBuilder(); measurements.forEach(m -> s.append(String.format("%d %-24s %,10.0f /s %,10.0f /cpu s%n", m.customers(), m.contender().name(), m.perSecond(), m.perCpuSecond()))); return s+"\n"+took; }
}
