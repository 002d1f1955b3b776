using DssTyped.Emit;

namespace DssTyped.Generator;

/// <summary>A file to generate, printed once when it is asked for. Equal to another if it is printed from the same model.</summary>
internal sealed class FlowFile : IEquatable<FlowFile>
{
    private readonly object _model;
    private readonly Lazy<GeneratedFile?> _printed;

    private FlowFile(object model, Func<GeneratedFile?> print) => (_model, _printed) = (model, new Lazy<GeneratedFile?>(print));

    /// <summary>The file; null if it would be empty.</summary>
    public GeneratedFile? Printed => _printed.Value;

    /// <summary>The file that is printed from a model.</summary>
    public static FlowFile Of<T>(T model, Func<T, GeneratedFile?> print)
        where T : class => new(model, () => print(model));

    /// <inheritdoc/>
    public bool Equals(FlowFile? other) => other is not null && _model.Equals(other._model);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowFile);

    /// <inheritdoc/>
    public override int GetHashCode() => _model.GetHashCode();
}
