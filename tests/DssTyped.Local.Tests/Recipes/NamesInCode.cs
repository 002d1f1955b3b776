using System.Collections;
using System.Reflection;
using System.Reflection.Emit;

namespace DssTyped.Local.Tests.Recipes;

/// <summary>
/// The texts in the code of methods and of what they call. Which settings a reader may ask for can't be seen from what it did ask for:
/// it does not look at what belongs to a switch that is off.
/// </summary>
internal sealed class NamesInCode
{
    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly HashSet<MethodBase> _seen = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Func<Type, bool> _enters;

    private NamesInCode(Func<Type, bool> enters) => _enters = enters;

    /// <summary>The texts in the code of methods, and of what they call or make delegates of in the types to enter.</summary>
    public static HashSet<string> Of(IEnumerable<MethodBase> methods, Func<Type, bool> enters)
    {
        var names = new NamesInCode(enters);
        foreach (MethodBase method in methods)
            names.Walk(method);

        return names._texts;
    }

    private void Walk(MethodBase method)
    {
        if (!_seen.Add(method) || method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return;

        Type[]? ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < code.Length;)
        {
            OpCode instruction = Instructions[code[at] == 0xFE ? (short)((code[at] << 8) | code[at + 1]) : code[at]];
            at += instruction.Size;
            if (instruction.OperandType == OperandType.InlineString)
                _texts.Add(method.Module.ResolveString(BitConverter.ToInt32(code, at)));
            else if (instruction.OperandType is OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ofType, ofMethod) is { } called)
                Enter(called);

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private void Enter(MethodBase called)
    {
        if (called.DeclaringType is not { } type || !_enters(type))
            return;

        Walk(called);
        if (type.TypeInitializer is { } initializer)
            Walk(initializer);

        // An iterator's code is in a class of its own.
        if (called.IsConstructor && typeof(IEnumerator).IsAssignableFrom(type))
            Walk(type.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!);
    }
}
