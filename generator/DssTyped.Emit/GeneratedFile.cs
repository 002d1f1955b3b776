using DssTyped.Emit.Text;

namespace DssTyped.Emit;

/// <summary>A generated C# file.</summary>
public sealed class GeneratedFile
{
    internal GeneratedFile(string name, PieceText content) => (Name, Content) = (name, content);

    /// <summary>Its name: ASCII, unique within the flow's namespace.</summary>
    public string Name { get; }

    /// <summary>Its text, lines ended by LF; made when it is asked for.</summary>
    public string Text => Content.ToString();

    internal PieceText Content { get; }
}
