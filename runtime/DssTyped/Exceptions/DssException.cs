namespace DssTyped;

/// <summary>Anything that goes wrong with a flow: base of the others.</summary>
public class DssException : Exception
{
    /// <summary>An error with a message that names the object and the mend.</summary>
    public DssException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
