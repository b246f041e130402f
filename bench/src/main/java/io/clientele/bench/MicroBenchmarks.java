package io.clientele.bench;
import java.util.List;
final class MicroBenchmarks { record Score(String n, double v) {} static List<Score> run(List<String> o) { return List.of(); } }
