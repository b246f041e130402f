package io.clientele.job.pattern;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.rules.language.Finding;
import io.clientele.rules.language.Position;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A rule's status as bytes. */
public final class RuleStatusCodec implements Codec<RuleStatus> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleStatus status, DataOutput out) throws IOException {
        LongText.write(status.rule(), out);
        writeUnsigned(status.version(), out);
        out.writeUTF(status.outcome().name());
        out.writeUTF(status.mode());
        out.writeUTF(status.hash());
        writeUnsigned(status.findings().size(), out);
        for (Finding finding : status.findings()) {
            LongText.write(finding.file(), out);
            writeUnsigned(finding.position().line(), out);
            writeUnsigned(finding.position().column(), out);
            LongText.write(finding.rule(), out);
            LongText.write(finding.field(), out);
            LongText.write(finding.message(), out);
        }
    }

    @Override
    public RuleStatus read(int version, DataInput in) throws IOException {
        String rule = LongText.read(in);
        int ruleVersion = (int) readUnsigned(in);
        RuleStatus.Outcome outcome = RuleStatus.Outcome.valueOf(in.readUTF());
        String mode = in.readUTF();
        String hash = in.readUTF();
        List<Finding> findings = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            findings.add(
                    new Finding(
                            LongText.read(in),
                            new Position((int) readUnsigned(in), (int) readUnsigned(in)),
                            LongText.read(in),
                            LongText.read(in),
                            LongText.read(in)));
        }
        return new RuleStatus(rule, ruleVersion, outcome, mode, hash, findings);
    }
}
