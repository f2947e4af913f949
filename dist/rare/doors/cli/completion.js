var $=Object.defineProperty;var j=Object.getOwnPropertyDescriptor;var R=Object.getOwnPropertyNames;var M=Object.prototype.hasOwnProperty;var y=(e,n)=>{for(var t in n)$(e,t,{get:n[t],enumerable:!0})},P=(e,n,t,o)=>{if(n&&typeof n=="object"||typeof n=="function")for(let i of R(n))!M.call(e,i)&&i!==t&&$(e,i,{get:()=>n[i],enumerable:!(o=j(n,i))||o.enumerable});return e};var W=e=>P($({},"__esModule",{value:!0}),e);var J={};y(J,{completion:()=>O});module.exports=W(J);var d=require("../../../cli.js"),h=require("../../../cli.js"),_=require("../../../cli.js"),w=require("../../../cli.js"),C=require("../../../cli.js");function k({program:e,commands:n}){const[t]=n;return`# bash completion for ${e}
_${m(e)}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" words="" files=""
  COMPREPLY=()
  # bash treats = as a separate word.
  [[ $word == "=" ]] && word=""
  [[ $before == "=" ]] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$command" in
    ${n.map(({name:o})=>o).join("|")}) ;;
    *) command=${t?.name} ;;
  esac
  case "$command $before" in
${n.flatMap(g).join(`
`)}
    *)
      case "$command" in
${n.map(S).join(`
`)}
      esac
      if [[ $COMP_CWORD -eq 1 ]]; then words="$words ${n.map(({name:o})=>o).join(" ")}"; fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ -n $files && $word != -* ]]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -F _${m(e)} ${e}
`}function m(e){return e.replaceAll("-","_")}function g({name:e,flags:n}){return n.filter(({value:t})=>t!=="none").map(t=>`    ${u(t).map(i=>`"${e} ${i}"`).join("|")}) ${v(t)} ;;`)}function v({value:e}){return e==="file"?"files=1":typeof e=="string"?":":`words="${e.join(" ")}"`}function S({name:e,flags:n,operands:t}){const o=[...n.flatMap(u),...typeof t=="string"?[]:t],i=t==="file"?"; files=1":"";return`        ${e}) words="${o.join(" ")}"${i} ;;`}function u({short:e,long:n}){return e===void 0?[n]:[e,n]}function x({program:e,commands:n}){const[t]=n,o=n.map(({name:r})=>r).join(" ");return`${[`# fish completion for ${e}`,`complete -c ${e} -f`,...n.map(({name:r,help:s})=>`complete -c ${e} -n "not __fish_seen_subcommand_from ${o}" -a ${r} -d ${c(s)}`),...n.flatMap(r=>{const s=`__fish_seen_subcommand_from ${r.name}`,a=r===t?`${s}; or not __fish_seen_subcommand_from ${o}`:s;return D(r,`complete -c ${e} -n ${c(a)}`)})].join(`
`)}
`}function D({flags:e,operands:n},t){const o=e.map(r=>`${t}${F(r)}`);if(n==="none")return o;const i=n==="file"?"-F":`-a ${c(n.join(" "))}`;return[...o,`${t} ${i}`]}function F({short:e,long:n,help:t,value:o}){return`${e===void 0?"":` -s ${e.slice(1)}`} -l ${n.slice(2)}${E(o)} -d ${c(t)}`}function E(e){return e==="none"?"":e==="file"?" -r -F":typeof e=="string"?" -x":` -x -a ${c(e.join(" "))}`}function c(e){return`'${e.replace(/[\\']/g,"\\$&")}'`}var q=/(?:file|path|\.json)(?:\.\.\.)?>$/;function H(e){const n=e.createHelp().visibleCommands(e);return{program:e.name(),commands:n.map(t=>I(t,e))}}function I(e,n){const t=e.createHelp().visibleOptions(e),o=e.name()==="help";return{name:e.name(),help:e.summary()||e.description(),flags:t.map(({short:i,long:r="",description:s,flags:a,argChoices:f,...b})=>({short:i,long:r,help:s,value:L(a,f),isRepeatable:b.required&&s.endsWith("repeatable")})),operands:o?n.commands.map(i=>i.name()):T(e)}}function L(e,n=[]){return e.endsWith(">")?n.length>0?n:q.test(e)?"file":"text":"none"}function T({registeredArguments:e}){const[n]=e;return n===void 0?"none":n.argChoices??"file"}function V({program:e,commands:n}){const[t]=n,o=`_${e}`;return`#compdef ${e}

${o}() {
  local -a commands=(
${n.map(i=>`    ${l(`${i.name}:${i.help}`)}`).join(`
`)}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${t?.name}
  fi
  case $command in
${n.map(A).join(`
`)}
  esac
}

if [[ $funcstack[1] == ${o} ]]; then
  ${o} "$@"
else
  compdef ${o} ${e}
fi
`}function A({name:e,flags:n,operands:t}){const i=[...n.flatMap(Y),...N(t)].map(r=>` \\
      ${r}`).join("");return`    ${e})
    _arguments -s${i}
    ;;`}function Y({short:e,long:n,help:t,value:o,isRepeatable:i}){const r=e===void 0?[n]:[e,n],s=i?"*":`(${r.join(" ")})`;return r.map(a=>{const f=o==="none"?a:a===n?`${a}=`:`${a}+`;return l(`${s}${f}[${U(t)}]${z(o)}`)})}function z(e){return e==="none"?"":`:value:${p(e)}`}function N(e){return e==="none"?[]:[l(`${e==="file"?"*":"1"}:value:${p(e)}`)]}function p(e){return e==="file"?"_files":typeof e=="string"?" ":`(${e.join(" ")})`}function U(e){return e.replace(/[\\[\]:]/g,"\\$&")}function l(e){return`'${e.replaceAll("'","'\\''")}'`}var B={examples:["skew-contract                                  judge keys against skew_contract.yml","skew-contract init --partitions 48 user-events=build/keys.txt","skew-contract check --help                     all flags of one command"],exitCodes:"0 the contract is satisfied, 1 it is broken, 2 it could not be judged."};async function G(e){const n=new w.Command$217("skew-contract").description("A CI gate for Kafka partition keys: judges sampled keys by a contract, offline.").version(_.toolVersion$12).addHelpText("after",()=>(0,C.manual$226)(B));for(const t of e)n.addCommand((await t())().command);return n.commandsGroup("Other:").helpCommand("help [command]","Shows help for a command.")}var K={bash:k,zsh:V,fish:x};async function O(e,n,{stdout:t}){const o=(0,h.readValue$205)((0,d.choice$204)(["bash","zsh","fish"]),e,{name:"shell"});return t.write(K[o](H(await G(n)))),0}0&&(module.exports={completion});
