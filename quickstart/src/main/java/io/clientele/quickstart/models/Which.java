package io.clientele.quickstart.models;

import io.clientele.analytics.model.ModelKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of model as it is named on the command line. */
final class Which implements ITypeConverter<ModelKind> {

    @Override
    public ModelKind convert(String name) {
        try {
            return ModelKind.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }
}
